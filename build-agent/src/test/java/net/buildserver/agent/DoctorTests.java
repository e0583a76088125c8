package net.buildserver.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.loop.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that look and tell. */
class DoctorTests {
    @TempDir
    private Path folder;

    private FakeServer server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void doctorFindsWhatIsMissingAndSaysWhatToDo() throws Exception {
        server.close();
        assertThat(doctor(InstantSource.system())).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(text())
                .contains("ok    Git")
                .contains("FAIL  Registration: The agent is not registered; give it an enrolment.token")
                .contains("FAIL  Server: No answer from")
                .contains("ok    Work Folder");
    }

    @Test
    void doctorAsksTheServerForItsReadinessAndItsClock() throws Exception {
        server.rawAnswers.put("/readiness", "{\"status\":\"UP\"}");
        assertThat(doctor(() -> Instant.now().plusSeconds(600), "--enrolment.token", "bset_x"))
                .isNotNull();
        assertThat(text())
                .contains("ok    Server")
                .contains("warn  Clock: It is ")
                .contains("s ahead of the server's");
        server.rawAnswers.put("/readiness", "{\"status\":\"DOWN\"}");
        assertThat(doctor(InstantSource.system())).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(text()).contains("FAIL  Server: http://127.0.0.1").contains("its artifact store");
    }

    @Test
    void statusAsksTheRunningAgent() throws Exception {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new StatusCommand(config(), print).run(true)).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(text()).contains("{\"running\":false}");
        try (RunningAgent agent = RunningAgent.start(server.uri(), folder)) {
            agent.awaitLog("ready", Duration.ofSeconds(30));
            assertThat(new StatusCommand(config(), print).run(true)).isEqualTo(ExitCode.STOPPED);
            assertThat(text()).contains("\"agentId\":\"agent-1\"").contains("\"spoolBytes\":0");
            assertThat(new StatusCommand(config(), print).run(false)).isEqualTo(ExitCode.STOPPED);
            assertThat(text()).contains("agent-1, " + server.uri()).contains("0 of 1 slot(s) busy");
        }
    }

    private ExitCode doctor(InstantSource clock, String... arguments) {
        out.reset();
        AgentConfig config = config(arguments);
        return new DoctorCommand(
                        config,
                        AgentAssembly.checks(config, System.getenv(), clock),
                        clock,
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();
    }

    private AgentConfig config(String... arguments) {
        CommandLine line = new CommandLine(AgentCommand.spec());
        String[] all = Stream.concat(
                        Stream.of("--server.url", server.uri().toString(), "--work.dir", folder.toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return AgentCommand.config(line.parseArgs(all), Map.of());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
