package net.buildserver.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is doing at a moment.
 *
 * @param agentId its identifier, or null while it is not registered
 * @param startedAt when its process started
 * @param phase how far it is on its way to its end
 * @param reason why it is there, empty while it runs
 * @param slots builds that it runs at once
 * @param jobs what it works on or delivers
 * @param alive whether its loops run
 * @param contactLimit how long the server may be silent while all is well, or null before the first session
 */
public record AgentState(
        @Nullable String agentId,
        Instant startedAt,
        Life.Phase phase,
        String reason,
        int slots,
        List<Job> jobs,
        boolean alive,
        @Nullable Duration contactLimit) {
    public AgentState {
        jobs = List.copyOf(jobs);
    }

    /**
     * An attempt that is worked on.
     *
     * @param attemptId the attempt
     * @param what project, or that a result of an earlier process is delivered
     * @param since when it began
     */
    public record Job(UUID attemptId, String what, Instant since) {}
}
