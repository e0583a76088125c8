package net.buildserver.orchestrator.scheduling;

import java.util.List;

/**
 * An agent that holds a poll open.
 *
 * @param agentId the agent
 * @param live number of attempts that it works on or was offered
 * @param cpuUsage CPU use of its machine in per cent
 * @param sdkVersions its installed SDKs
 */
record WaitingAgent(String agentId, int live, double cpuUsage, List<String> sdkVersions) {
    boolean hasSdk(String required) {
        return SdkMatch.anyMeets(sdkVersions, required);
    }
}
