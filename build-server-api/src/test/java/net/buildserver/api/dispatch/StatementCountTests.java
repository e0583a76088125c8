package net.buildserver.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.api.testing.Statements;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.orchestrator.agents.AgentPresence;
import net.buildserver.orchestrator.agents.AgentSessions;
import net.buildserver.orchestrator.cache.CacheEntries;
import net.buildserver.orchestrator.cache.CachePacks;
import net.buildserver.orchestrator.lease.Acceptances;
import net.buildserver.orchestrator.lease.Endings;
import net.buildserver.orchestrator.results.Reports;
import net.buildserver.orchestrator.scheduling.Offers;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many SQL statements the hot paths take; docs/performance.md names the same numbers. */
class StatementCountTests extends DispatchFixture {
    private static final AgentResourceUsage USAGE = new AgentResourceUsage(1, 1, 1);

    @Autowired
    Offers offers;

    @Autowired
    Acceptances acceptances;

    @Autowired
    AgentPresence presence;

    @Autowired
    AgentSessions sessions;

    @Autowired
    Reports reports;

    @Autowired
    Endings endings;

    @Autowired
    CacheEntries cache;

    @Autowired
    CachePacks packs;

    @Test
    void hotPathsTakeFewStatements() {
        String agent = "counted-" + UUID.randomUUID();
        UUID session = UUID.randomUUID();
        new TestAttempts(jdbc).agent(agent, 1);
        sessions.start(
                agent, new SessionStart(1, session, "1", "host", Instant.EPOCH, FakeAgent.capabilities(1), List.of()));
        UUID build = submit();
        UUID attempt = new TestAttempts(jdbc).offer(build, agent);
        Heartbeat heartbeat = new Heartbeat(session, List.of(attempt), USAGE, List.of(), false);

        assertThat(Statements.of(() -> presence.polls(agent, new PollRequest(session, 1, USAGE), Duration.ofMillis(1))))
                .isEqualTo(1);
        assertThat(Statements.of(() -> offers.offer(UUID.randomUUID(), agent))).isEqualTo(1);
        assertThat(Statements.of(() -> acceptances.accept(attempt, agent))).isEqualTo(4);
        assertThat(Statements.of(() -> presence.heartbeat(agent, heartbeat))).isEqualTo(1);
        assertThat(Statements.of(() -> reports.apply(attempt, agent, stage(1, "Clone", BuildStageStatus.Running))))
                .isEqualTo(3);
        assertThat(Statements.of(() -> reports.apply(attempt, agent, ProjectReportTests.atWork(2, "Clone", 300))))
                .isEqualTo(4);
        reports.apply(attempt, agent, stage(3, "Clone", BuildStageStatus.Succeeded));
        countCache(agent, attempt);
        assertThat(Statements.of(() -> endings.finish(attempt, agent, succeeded(3))))
                .isLessThanOrEqualTo(7);
    }

    /** However many projects there are. */
    private void countCache(String agent, UUID attempt) {
        List<CacheProbe> probes = IntStream.range(0, 300)
                .mapToObj(number -> CacheClient.document(attempt + " " + number))
                .map(document -> new CacheProbe(document.project(), document.key()))
                .toList();
        List<PackDeclaration> declared = List.of(new PackDeclaration(Sha256.of("never put"), 9));
        List<NewCacheEntry> entries = List.of(
                new NewCacheEntry(CacheClient.document("x").text(), Sha256.of("never put"), null, Duration.ZERO));
        assertThat(Statements.of(() -> cache.lookUp(attempt, agent, new CacheQuery(probes, true))))
                .isEqualTo(3);
        assertThat(Statements.of(() -> packs.declare(attempt, agent, declared))).isEqualTo(3);
        assertThat(Statements.of(() -> cache.publish(attempt, agent, entries))).isLessThanOrEqualTo(4);
    }
}
