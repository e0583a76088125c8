package net.buildserver.orchestrator.scheduling;

import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.sdk.SdkRequirement;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits.
 *
 * @param taskId the task
 * @param buildId its build
 * @param pool its pool
 * @param projectName project of its build
 * @param workspace what {@link WarmAgents} tells kept workspaces apart by
 * @param rank its priority, 0 Low to 3 Critical
 * @param place 1 if a person moved it before all others, -1 behind them, else 0
 * @param readyAtMillis since when it waits, milliseconds since 1970 on the database's clock
 * @param sdk SDK that its agent must have, or null
 * @param needs what else its agent must have
 * @param refusedBy agents that declined it or let its offer expire, with the time until which that counts
 */
record WaitingTask(
        UUID taskId,
        UUID buildId,
        String pool,
        String projectName,
        String workspace,
        int rank,
        int place,
        long readyAtMillis,
        @Nullable SdkRequirement sdk,
        AgentNeeds needs,
        Map<String, Long> refusedBy) {
    private static final int HIGHEST_BY_AGE = 2;
    private static final int FIRST = 10;
    private static final long CLASS_MILLIS = 15 * 60 * 1000L;

    /**
     * Returns its priority class now, higher first: 15 minutes of waiting are worth a class, so that Low is High after 30
     * minutes, but age alone makes nothing Critical.
     */
    int effectiveClass(long nowMillis) {
        if (place != 0) {
            return place * FIRST;
        }
        int byAge = (int) Math.min(HIGHEST_BY_AGE, rank + Math.max(0, nowMillis - readyAtMillis) / CLASS_MILLIS);
        return Math.max(rank, byAge);
    }

    WaitingTask refusedBy(Map<String, Long> refusals) {
        return new WaitingTask(
                taskId,
                buildId,
                pool,
                projectName,
                workspace,
                rank,
                place,
                readyAtMillis,
                sdk,
                needs,
                Map.copyOf(refusals));
    }
}
