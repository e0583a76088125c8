package net.buildserver.agent.status;

import java.time.Duration;
import java.util.List;
import net.buildserver.agent.loop.AgentState;
import net.buildserver.domain.agent.AgentResourceUsage;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.domain.agent.HealthStatus;
import org.jspecify.annotations.Nullable;

/**
 * The agent's state as {@code agent status --json} prints it.
 *
 * @param version version of the program
 * @param server address of the server
 * @param state what it is doing
 * @param ready whether it can take a build now
 * @param notReady why it cannot, or null
 * @param secondsSinceContact seconds since the server answered, or null if it never did
 * @param clockSkewSeconds how far our clock is ahead of the server's, or null if that is not known
 * @param spoolBytes bytes that are kept until the server has them
 * @param usage load of the machine
 * @param checks health checks
 */
record StatusReport(
        String version,
        String server,
        AgentState state,
        boolean ready,
        @Nullable String notReady,
        @Nullable Long secondsSinceContact,
        @Nullable Long clockSkewSeconds,
        long spoolBytes,
        AgentResourceUsage usage,
        List<HealthCheck> checks) {

    /** Returns why no build can be taken, or null. */
    static @Nullable String notReady(AgentState state, @Nullable Duration silence, List<HealthCheck> checks) {
        if (!state.reason().isEmpty()) {
            return state.reason();
        }
        Duration limit = state.contactLimit();
        if (limit == null || silence == null) {
            return "not connected yet";
        }
        if (silence.compareTo(limit) > 0) {
            return "the server has not answered for " + silence.toSeconds() + " s";
        }
        return checks.stream()
                .filter(check -> check.status() == HealthStatus.Unhealthy)
                .map(check -> check.name() + ": " + check.message())
                .findFirst()
                .orElse(null);
    }
}
