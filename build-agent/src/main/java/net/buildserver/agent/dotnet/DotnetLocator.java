package net.buildserver.agent.dotnet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for a .NET SDK: DOTNET_ROOT, the PATH, {@code ~/.dotnet}, the usual places. */
public final class DotnetLocator {
    private DotnetLocator() {}

    /** Returns the first installation with an SDK, or nothing. */
    public static Optional<DotnetInstallation> find(Map<String, String> environment, Path home) {
        Stream<Path> explicit = Stream.ofNullable(environment.get("DOTNET_ROOT"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        Stream<Path> usual = Stream.of(
                        home.resolve(".dotnet").toString(),
                        "/usr/share/dotnet",
                        "/usr/lib/dotnet",
                        "/usr/lib64/dotnet",
                        "/usr/local/share/dotnet",
                        "/opt/dotnet",
                        "C:\\Program Files\\dotnet")
                .map(Path::of);
        return Stream.of(explicit, onPath(environment), usual)
                .flatMap(paths -> paths)
                .map(DotnetInstallation::read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Path> onPath(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        String program = File.separatorChar == '\\' ? "dotnet.exe" : "dotnet";
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(DotnetLocator::folderOf);
    }

    // The program on the PATH is often a link into the installation.
    private static Path folderOf(Path program) {
        try {
            return program.toRealPath().resolveSibling("");
        } catch (IOException broken) {
            return program.toAbsolutePath().resolveSibling("");
        }
    }
}
