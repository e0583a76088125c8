package net.buildserver.agent.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import net.buildserver.agent.loop.AgentState;
import net.buildserver.agent.loop.Machine;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.domain.agent.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent's state together from its parts.
 *
 * @param version version of the program
 * @param server address of the server
 * @param agent gives what the agent is doing
 * @param machine its machine
 */
public record StatusSource(String version, String server, Supplier<AgentState> agent, Machine machine) {
    StatusReport report() {
        AgentState state = agent.get();
        Duration silence = silence();
        List<HealthCheck> checks = machine.checks().run();
        String notReady = StatusReport.notReady(state, silence, checks);
        return new StatusReport(
                version,
                server,
                state,
                notReady == null,
                notReady,
                silence == null ? null : silence.toSeconds(),
                machine.vitals().clockSkew().map(Duration::toSeconds).orElse(null),
                spoolBytes(),
                machine.load().usage(),
                checks);
    }

    private @Nullable Duration silence() {
        return machine.vitals().sinceContact().orElse(null);
    }

    private long spoolBytes() {
        Path spool = machine.workDir().resolve("spool");
        return AttemptSpool.bytesBelow(spool);
    }
}
