package net.buildserver.orchestrator.scheduling;

import java.util.Comparator;
import java.util.Optional;
import net.buildserver.domain.agent.AgentNeeds;
import net.buildserver.domain.sdk.SdkRequirement;

/** Whether an agent can run a task, and in words why not; the scheduler and the answer to "why does it wait" ask the same. */
final class Match {
    private Match() {}

    /** Returns why {@code agent} could never run {@code task} as both are, or empty if it could. */
    static Optional<String> obstacle(WaitingTask task, WaitingAgent agent) {
        SdkRequirement sdk = task.sdk();
        if (sdk != null && agent.sdks().stream().noneMatch(sdk::admits)) {
            return Optional.of("it lacks the .NET SDK " + sdk.describe() + nearest(sdk, agent));
        }
        AgentNeeds needs = task.needs();
        if (needs.isNothing()) {
            return Optional.empty();
        }
        if (needs.agentId() != null && !needs.agentId().equals(agent.agentId())) {
            return Optional.of("the task is for the agent " + needs.agentId());
        }
        for (String label : needs.labels()) {
            if (!agent.labels().contains(label)) {
                return Optional.of("it lacks the label " + label);
            }
        }
        for (String tool : needs.tools()) {
            if (!agent.tools().contains(tool)) {
                return Optional.of("it lacks the tool " + tool);
            }
        }
        String architecture = needs.architecture();
        if (architecture != null && !architecture.equalsIgnoreCase(agent.architecture())) {
            return Optional.of("its architecture is " + agent.architecture() + ", not " + architecture);
        }
        return agent.diskGb() < needs.minDiskGB()
                ? Optional.of("it has " + agent.diskGb() + " GiB of disk free, not " + needs.minDiskGB())
                : Optional.empty();
    }

    /** Returns whether the agent declined the task or let its offer go by a while ago. */
    static boolean refused(WaitingTask task, WaitingAgent agent, long nowMillis) {
        return task.refusedBy().getOrDefault(agent.agentId(), 0L) > nowMillis;
    }

    private static String nearest(SdkRequirement wanted, WaitingAgent agent) {
        return agent.sdks().stream()
                .min(Comparator.comparingLong(version -> version.distance(wanted.version())))
                .map(version -> "; the nearest it has is " + version)
                .orElse(" and has none at all");
    }
}
