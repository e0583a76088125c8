package net.buildserver.agent.dotnet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a {@code dotnet} program and SDKs. It is read from its folders, which takes no process.
 *
 * @param root the folder
 * @param sdks installed SDKs, newest first
 * @param runtimes installed shared runtimes as {@code Name version}
 */
public record DotnetInstallation(Path root, List<SdkVersion> sdks, List<String> runtimes) {
    public DotnetInstallation {
        sdks = List.copyOf(sdks);
        runtimes = List.copyOf(runtimes);
    }

    /** Reads the installation in {@code root}, or nothing if there is no SDK. */
    public static Optional<DotnetInstallation> read(Path root) {
        Path sdkFolder = root.resolve("sdk");
        if (!Files.isExecutable(program(root)) || !Files.isDirectory(sdkFolder)) {
            return Optional.empty();
        }
        List<SdkVersion> sdks = folders(sdkFolder).stream()
                .filter(folder -> Files.exists(folder.resolve("dotnet.dll")))
                .flatMap(folder -> SdkVersion.parse(folder.getFileName().toString()).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        return sdks.isEmpty() ? Optional.empty() : Optional.of(new DotnetInstallation(root, sdks, runtimes(root)));
    }

    /** Returns the names of the SDKs' folders as they are now. */
    public List<String> sdkFolders() {
        return folders(root.resolve("sdk")).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** Returns the {@code dotnet} program. */
    public Path program() {
        return program(root);
    }

    private static Path program(Path root) {
        return root.resolve(File.separatorChar == '\\' ? "dotnet.exe" : "dotnet");
    }

    private static List<String> runtimes(Path root) {
        List<String> runtimes = new ArrayList<>();
        for (Path name : folders(root.resolve("shared"))) {
            for (Path version : folders(name)) {
                runtimes.add(name.getFileName() + " " + version.getFileName());
            }
        }
        return runtimes.stream().sorted().toList();
    }

    /** Returns the names of the installed workloads, such as {@code wasm-tools}. */
    public List<String> workloads() {
        List<String> workloads = new ArrayList<>();
        for (Path band : folders(root.resolve("metadata").resolve("workloads"))) {
            try (Stream<Path> installed = Files.list(band.resolve("InstalledWorkloads"))) {
                installed.forEach(
                        workload -> workloads.add(workload.getFileName().toString()));
            } catch (IOException none) {
                // A band without workloads has no such folder.
            }
        }
        return workloads.stream().distinct().sorted().toList();
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
