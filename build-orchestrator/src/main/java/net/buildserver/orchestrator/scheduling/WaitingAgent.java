package net.buildserver.orchestrator.scheduling;

import java.util.List;
import net.buildserver.domain.sdk.SdkVersion;

/**
 * An agent as matching sees it.
 *
 * @param agentId the agent
 * @param pool its pool
 * @param live number of attempts that it works on or was offered
 * @param cpuUsage CPU use of its machine in per cent
 * @param diskGb free disk space in GiB
 * @param architecture architecture of its machine
 * @param sdks its installed SDKs
 * @param labels its labels, in lower case
 * @param tools its tools, in lower case
 */
record WaitingAgent(
        String agentId,
        String pool,
        int live,
        double cpuUsage,
        long diskGb,
        String architecture,
        List<SdkVersion> sdks,
        List<String> labels,
        List<String> tools) {}
