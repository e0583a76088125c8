package net.buildserver.domain.agent;

import java.util.List;
import java.util.Map;

/**
 * What an agent can do (specification, "BuildAgentCapabilities", and what matching needs beyond it).
 *
 * @param installedSdks target framework monikers that the installed SDKs are named by, such as {@code net8.0}
 * @param installedTools names of installed tools, such as {@code git}, {@code docker}
 * @param maxConcurrentBuilds number of builds that it runs at once
 * @param availableDiskSpaceGB free disk space where workspaces lie, in GiB
 * @param cpuCores number of CPU cores
 * @param totalMemoryGB memory in GiB
 * @param sdkVersions full versions of the installed SDKs, newest first
 * @param runtimeVersions installed shared runtimes as {@code Name version}
 * @param toolVersions version of each installed tool, by name
 * @param operatingSystem operating system with its version
 * @param architecture CPU architecture as .NET names it: {@code x64}, {@code arm64}
 * @param labels labels that the operator gave the agent
 */
public record BuildAgentCapabilities(
        List<String> installedSdks,
        List<String> installedTools,
        int maxConcurrentBuilds,
        long availableDiskSpaceGB,
        int cpuCores,
        long totalMemoryGB,
        List<String> sdkVersions,
        List<String> runtimeVersions,
        Map<String, String> toolVersions,
        String operatingSystem,
        String architecture,
        List<String> labels) {

    public BuildAgentCapabilities {
        installedSdks = installedSdks == null ? List.of() : List.copyOf(installedSdks);
        installedTools = installedTools == null ? List.of() : List.copyOf(installedTools);
        sdkVersions = sdkVersions == null ? List.of() : List.copyOf(sdkVersions);
        runtimeVersions = runtimeVersions == null ? List.of() : List.copyOf(runtimeVersions);
        toolVersions = toolVersions == null ? Map.of() : Map.copyOf(toolVersions);
        operatingSystem = operatingSystem == null ? "" : operatingSystem;
        architecture = architecture == null ? "" : architecture;
        labels = labels == null ? List.of() : List.copyOf(labels);
    }
}
