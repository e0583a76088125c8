package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.protocol.UploadTargets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Holds the agent's JSON to the files that the server is held to as well. */
class WireContractTests {
    static Stream<Class<?>> records() {
        return Stream.of(
                AgentCredential.class,
                AgentRegistration.class,
                ArtifactCommit.class,
                ArtifactDeclarations.class,
                AttemptReport.class,
                CacheAnswer.class,
                CachePublication.class,
                CacheQuery.class,
                DamagedPacks.class,
                DeclineReport.class,
                FinishReport.class,
                Heartbeat.class,
                HeartbeatAnswer.class,
                LogAnswer.class,
                PackDeclarations.class,
                PackUploads.class,
                PollRequest.class,
                ReportAnswer.class,
                SessionSettings.class,
                SessionStart.class,
                TaskAssignment.class,
                TaskOffer.class,
                UploadTargets.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void agentReadsAndWritesWhatTheFileShows(Class<?> type) throws IOException {
        try (InputStream file = type.getResourceAsStream("/protocol/" + type.getSimpleName() + ".json")) {
            assertThat(file).isNotNull();
            JsonNode expected = Json.MAPPER.readTree(file);
            Object message = Json.MAPPER.treeToValue(expected, type);
            assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(message)))
                    .isEqualTo(expected);
        }
    }
}
