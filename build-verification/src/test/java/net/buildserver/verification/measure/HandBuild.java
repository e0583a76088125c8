package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that a person would type for what a Clean build does, timed; each run starts without build servers. */
final class HandBuild {

    private static final String SOLUTION = "HelloDotnet.sln";

    private final Path dotnet;
    private final @Nullable String source;
    private final Path folder;
    private int runs;

    HandBuild(Path dotnetRoot, @Nullable String source, Path folder) {
        this.dotnet = dotnetRoot.resolve("dotnet");
        this.source = source;
        this.folder = folder;
    }

    Duration run(String repositoryUrl) throws IOException {
        var checkout = folder.resolve("by-hand-" + ++runs);
        command(folder, dotnet.toString(), "build-server", "shutdown");
        var started = System.nanoTime();
        command(folder, "git", "clone", "-q", "--depth", "1", repositoryUrl, checkout.toString());
        var restore = new ArrayList<>(List.of(dotnet.toString(), "restore", SOLUTION));
        if (source != null) {
            restore.addAll(List.of("--source", source));
        }
        command(checkout, restore.toArray(String[]::new));
        command(checkout, dotnet.toString(), "build", SOLUTION, "--no-restore", "-c", "Release");
        command(checkout, dotnet.toString(), "test", SOLUTION, "--no-build", "-c", "Release", "--logger", "trx");
        command(checkout, dotnet.toString(), "pack", SOLUTION, "--no-build", "-c", "Release");
        command(checkout, dotnet.toString(), "publish", SOLUTION, "--no-build", "-c", "Release");
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void command(Path where, String... command) throws IOException {
        Files.createDirectories(where);
        var builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("by-hand.log").toFile()));
        builder.environment().put("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
        builder.environment().put("DOTNET_NOLOGO", "1");
        builder.environment().put("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        builder.environment().put("NUGET_CERT_REVOCATION_MODE", "offline");
        try {
            var exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IOException("%s ended with %d; see by-hand.log".formatted(String.join(" ", command), exit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
