package net.buildserver.orchestrator.scheduling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.buildserver.domain.sdk.SdkRequirement;
import net.buildserver.domain.sdk.SdkVersion;
import net.buildserver.orchestrator.scheduling.WaitExplanation.AgentReason;
import org.jspecify.annotations.Nullable;

/** Puts the matcher's reasons into words. */
final class AgentReasons {
    private final WaitingTask task;
    private final List<PoolAgents.State> enrolled;
    private final long ahead;
    private final @Nullable String limit;
    private final long nowMillis;

    AgentReasons(
            WaitingTask task, List<PoolAgents.State> enrolled, long ahead, @Nullable String limit, long nowMillis) {
        this.task = task;
        this.enrolled = enrolled;
        this.ahead = ahead;
        this.limit = limit;
        this.nowMillis = nowMillis;
    }

    List<AgentReason> perAgent() {
        return enrolled.stream()
                .map(state -> new AgentReason(state.agent().agentId(), reason(state)))
                .toList();
    }

    /** Returns whether what it asks for is nowhere, not even on an agent that is offline or busy. */
    boolean isImpossible() {
        return enrolled.stream()
                .allMatch(state -> Match.obstacle(task, state.agent()).isPresent());
    }

    private String reason(PoolAgents.State state) {
        Optional<String> obstacle = Match.obstacle(task, state.agent());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (!state.online()) {
            return "it is offline";
        }
        if (state.maintenance()) {
            return state.drainReason() == null
                    ? "it is in maintenance"
                    : "it is in maintenance: " + state.drainReason();
        }
        if (state.paused()) {
            return "it is paused";
        }
        if (Match.refused(task, state.agent(), nowMillis)) {
            return "it handed the task back or let its offer go by in the last minutes";
        }
        if (!state.isFree()) {
            return "all of its " + state.slots() + " slots are taken";
        }
        if (!state.polling()) {
            return "it does not ask for work at this moment";
        }
        if (limit != null) {
            return limit;
        }
        return ahead > 0 ? "tasks before this one come first" : "it gets the task in a moment";
    }

    String summary() {
        String pool = "the pool " + task.pool();
        if (enrolled.isEmpty()) {
            return "No agent is enrolled in " + pool + ".";
        }
        List<PoolAgents.State> online =
                enrolled.stream().filter(PoolAgents.State::online).toList();
        if (online.isEmpty()) {
            return "No agent of " + pool + " is online; " + enrolled.size() + " are enrolled.";
        }
        List<PoolAgents.State> inService =
                online.stream().filter(PoolAgents.State::inService).toList();
        if (inService.isEmpty()) {
            return "Every online agent of " + pool + " is in maintenance or paused.";
        }
        List<PoolAgents.State> able = inService.stream()
                .filter(state -> Match.obstacle(task, state.agent()).isEmpty())
                .toList();
        if (able.isEmpty()) {
            return unable(pool, inService);
        }
        if (limit != null) {
            return limit;
        }
        if (able.stream().noneMatch(PoolAgents.State::isFree)) {
            String agents = able.size() == 1
                    ? "The only suitable agent of " + pool + " is busy; "
                    : "All " + able.size() + " suitable agents of " + pool + " are busy; ";
            return agents + (ahead == 0 ? "this one is next." : tasksAhead());
        }
        return ahead > 0
                ? tasksAhead()
                : "A suitable agent is free and gets it in a moment, unless it handed it back in the last minutes.";
    }

    private String tasksAhead() {
        return ahead == 1 ? "1 task waits before this one." : ahead + " tasks wait before this one.";
    }

    private String unable(String pool, List<PoolAgents.State> inService) {
        SdkRequirement sdk = task.sdk();
        if (sdk != null
                && inService.stream()
                        .noneMatch(state -> state.agent().sdks().stream().anyMatch(sdk::admits))) {
            return "No online agent of " + pool + " has the .NET SDK " + sdk.describe() + ", which the repository wants"
                    + nearest(sdk, inService) + ".";
        }
        PoolAgents.State first = inService.getFirst();
        return "No online agent of " + pool + " has what the build asks for; of "
                + first.agent().agentId() + ": "
                + Match.obstacle(task, first.agent()).orElse("") + ".";
    }

    private static String nearest(SdkRequirement wanted, List<PoolAgents.State> agents) {
        record Installed(String agentId, SdkVersion version) {}
        return agents.stream()
                .flatMap(state -> state.agent().sdks().stream()
                        .map(version -> new Installed(state.agent().agentId(), version)))
                .min(Comparator.comparingLong(installed -> installed.version().distance(wanted.version())))
                .map(installed -> "; the nearest is " + installed.version() + " on " + installed.agentId())
                .orElse("");
    }
}
