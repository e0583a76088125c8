package net.buildserver.orchestrator.agents;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.agent.HealthCheck;
import net.buildserver.orchestrator.lease.InvalidReportException;
import net.buildserver.orchestrator.platform.ReportText;

/** What of an agent's description of itself is believed and kept. */
final class CapabilityRules {
    private static final int MOST_ENTRIES = 200;
    private static final int LONGEST = 200;
    private static final int MOST_SLOTS = 256;

    private CapabilityRules() {}

    static BuildAgentCapabilities clean(BuildAgentCapabilities given) {
        if (given.maxConcurrentBuilds() < 1 || given.maxConcurrentBuilds() > MOST_SLOTS) {
            throw new InvalidReportException(
                    "capabilities.maxConcurrentBuilds", "must be between 1 and " + MOST_SLOTS + ".");
        }
        return new BuildAgentCapabilities(
                texts(given.installedSdks()),
                texts(given.installedTools()),
                given.maxConcurrentBuilds(),
                Math.max(0, given.availableDiskSpaceGB()),
                Math.max(0, given.cpuCores()),
                Math.max(0, given.totalMemoryGB()),
                texts(given.sdkVersions()),
                texts(given.runtimeVersions()),
                versions(given.toolVersions()),
                text(given.operatingSystem()),
                text(given.architecture()),
                texts(given.labels()));
    }

    static List<HealthCheck> clean(List<HealthCheck> checks) {
        return checks.stream()
                .limit(MOST_ENTRIES)
                .map(check -> new HealthCheck(
                        text(check.name()),
                        check.status(),
                        check.message() == null ? null : ReportText.line(check.message(), 2 * LONGEST)))
                .toList();
    }

    static String text(String given) {
        return ReportText.line(given, LONGEST);
    }

    private static List<String> texts(List<String> given) {
        return given.stream().limit(MOST_ENTRIES).map(CapabilityRules::text).toList();
    }

    private static Map<String, String> versions(Map<String, String> given) {
        return given.entrySet().stream()
                .limit(MOST_ENTRIES)
                .collect(Collectors.toMap(
                        entry -> text(entry.getKey()), entry -> text(entry.getValue()), (first, second) -> first));
    }
}
