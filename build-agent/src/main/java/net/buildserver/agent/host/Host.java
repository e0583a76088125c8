package net.buildserver.agent.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.SdkVersion;
import net.buildserver.agent.process.OwnProcess;
import net.buildserver.domain.agent.BuildAgentCapabilities;

/** The machine: its name and what it can do. */
public final class Host {
    private final HostLoad load;
    private final Optional<DotnetInstallation> dotnet;
    private final Map<String, String> tools;

    /**
     * Looks at the machine.
     *
     * @param load its load
     * @param dotnet the SDKs, if there are any
     * @param environment the environment that tools are looked up with
     */
    public Host(HostLoad load, Optional<DotnetInstallation> dotnet, Map<String, String> environment) {
        this.load = load;
        this.dotnet = dotnet;
        this.tools = ToolProbe.versions(environment);
    }

    /** Returns whether there is a .NET SDK. */
    boolean hasSdk() {
        return dotnet.isPresent();
    }

    /** Returns the version of each tool that is there, by name. */
    Map<String, String> tools() {
        return tools;
    }

    /** Returns the machine's name. */
    public String name() {
        Path file = Path.of("/proc/sys/kernel/hostname");
        if (Files.isReadable(file)) {
            try {
                return Files.readString(file).strip();
            } catch (IOException unreadable) {
                return "localhost";
            }
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Returns what the machine can do. */
    public BuildAgentCapabilities capabilities(int slots, List<String> labels) {
        List<SdkVersion> sdks = dotnet.map(DotnetInstallation::sdks).orElse(List.of());
        List<String> names = new ArrayList<>(tools.keySet());
        dotnet.ifPresent(installation -> names.addAll(List.of("dotnet", "msbuild")));
        dotnet.ifPresent(
                installation -> installation.workloads().forEach(workload -> names.add("workload:" + workload)));
        return new BuildAgentCapabilities(
                sdks.stream().map(SdkVersion::framework).distinct().sorted().toList(),
                names.stream().sorted().toList(),
                slots,
                load.freeDiskGb(),
                OwnProcess.cores(),
                load.totalMemoryGb(),
                sdks.stream().map(SdkVersion::toString).toList(),
                dotnet.map(DotnetInstallation::runtimes).orElse(List.of()),
                tools,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                architecture(),
                labels);
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i686" -> "x86";
            default -> name;
        };
    }
}
