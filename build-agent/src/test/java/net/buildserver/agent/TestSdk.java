package net.buildserver.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.DotnetLocator;

/** The .NET SDK of the machine and a folder of packages, where they are there. */
public record TestSdk(Path root, Optional<Path> feed) {
    private static final Path SHARED =
            Path.of("../../shared/dotnet").toAbsolutePath().normalize();

    /** Returns the SDK of a test that restores packages as well; the test is skipped where there is none. */
    public static TestSdk withFeed() {
        Optional<TestSdk> found = find().filter(sdk -> sdk.feed().isPresent());
        assumeTrue(found.isPresent(), "needs a .NET SDK and the package feed");
        return found.get();
    }

    public static Optional<TestSdk> find() {
        Optional<Path> feed = findFeed();
        Optional<DotnetInstallation> installed =
                DotnetLocator.find(System.getenv(), Path.of(System.getProperty("user.home")));
        if (installed.isPresent()) {
            return Optional.of(new TestSdk(installed.get().root(), feed));
        }
        return shared().map(root -> new TestSdk(root, feed));
    }

    /** Returns the folder of unpacked packages that all tests share, since unpacking them takes longer than most builds. */
    public static Path packages() {
        return Path.of("target/test-packages").toAbsolutePath();
    }

    private static Optional<Path> findFeed() {
        for (String candidate : new String[] {"../../shared/dotnet/feed", "../../../shared/dotnet/feed"}) {
            Path folder = Path.of(candidate).toAbsolutePath().normalize();
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> shared() {
        Path install = findFeed().map(feed -> feed.resolveSibling("install")).orElse(SHARED.resolve("install"));
        if (!Files.isExecutable(install)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(install.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(Path.of(folder)) : Optional.empty();
        } catch (IOException | InterruptedException unusable) {
            return Optional.empty();
        }
    }
}
