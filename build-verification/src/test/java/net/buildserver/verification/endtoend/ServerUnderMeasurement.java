package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A running system with the sample in a repository, for the programs of {@code measure}. */
public final class ServerUnderMeasurement implements AutoCloseable {

    private final Dotnet dotnet;
    private final Path folder;
    private final RunningServer server;
    private final ApiClient api;
    private final Repository repository;

    private ServerUnderMeasurement(Dotnet dotnet, Path folder) {
        this.dotnet = dotnet;
        this.folder = folder;
        this.repository = Repository.copyOf(Installation.sample(), folder.resolve("repository"));
        this.server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        this.api = server.admin();
    }

    /** Starts server and agent in a new folder. */
    public static ServerUnderMeasurement start() {
        return new ServerUnderMeasurement(Dotnet.find(), Installation.workFolder("measure-" + UUID.randomUUID()));
    }

    /** Runs a Clean build of the sample and returns how long it took from its start on the agent to its end. */
    public Duration build() {
        var build = Build.submit(
                api,
                BuildOrder.of(repository, "HelloDotnet.sln")
                        .job("createPackages", true)
                        .job("publishArtifacts", true));
        var ended = build.await();
        if (!ended.path("status").asString().equals("Succeeded")) {
            throw new AssertionError(ended.toPrettyString());
        }
        return Duration.parse(ended.path("duration").asString());
    }

    /**
     * Has a build make files by a shell command and upload what is in its folder {@code out}.
     *
     * @return how long the stage Upload took, with looking for the files and hashing them
     */
    public Duration upload(String command) {
        var project = """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <Target Name="Files" AfterTargets="Build"><Exec Command="mkdir out &amp;&amp; %s" /></Target>
                </Project>
                """.formatted(command);
        var files = Repository.of(folder.resolve("files-" + UUID.randomUUID()), Map.of("Files.csproj", project));
        var ended = Build.submit(
                        api,
                        BuildOrder.of(files, "Files.csproj")
                                .job("runTests", false)
                                .job("buildProperties", Map.of("BuildServerArtifacts", "out/**")))
                .await();
        for (var stage : ended.path("stages")) {
            if (stage.path("name").asString().equals("Upload")
                    && stage.path("status").asString().equals("Succeeded")) {
                return Duration.parse(stage.path("duration").asString());
            }
        }
        throw new AssertionError(ended.toPrettyString());
    }

    /** The agent's largest resident memory so far, in bytes. */
    public long agentPeakMemory() {
        try (var lines =
                Files.lines(Path.of("/proc", String.valueOf(server.agent().pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of the sample's repository. */
    public String repository() {
        return repository.url().toString();
    }

    /** Folder of the SDK in use. */
    public Path dotnetRoot() {
        return dotnet.root();
    }

    /** Folder of packages in use, or null for the user's own sources. */
    public @Nullable String packageSource() {
        return dotnet.feed().map(Path::toString).orElse(null);
    }

    /** Folder for whatever the measurement writes. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}
