package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The .NET SDK that end-to-end tests build with.
 *
 * @param root its folder
 * @param feed folder with packages for test projects, or empty where there is none: then only what needs no package is built
 */
record Dotnet(Path root, Optional<Path> feed) {

    private static final String ROOT_VARIABLE = "BUILD_SERVER_TEST_DOTNET_ROOT";
    private static final String FEED_VARIABLE = "BUILD_SERVER_TEST_NUGET_FEED";

    /** Finds the SDK named by the environment, else the one that lies beside the project, else any, installing it if need be. */
    static Dotnet find() {
        var named = System.getenv(ROOT_VARIABLE);
        if (named != null) {
            return new Dotnet(
                    Path.of(named),
                    Optional.ofNullable(System.getenv(FEED_VARIABLE)).map(Path::of));
        }
        var beside = Installation.ROOT.resolveSibling("shared").resolve("dotnet");
        if (Files.isExecutable(beside.resolve("install"))) {
            return new Dotnet(lineOf(beside.resolve("install")), Optional.of(beside.resolve("feed")));
        }
        return new Dotnet(lineOf(Installation.ROOT.resolve("deploy/sdk/find-dotnet")), Optional.empty());
    }

    boolean hasFeed() {
        return feed.isPresent();
    }

    /** Whether the SDK can use today's test packages, and they are there. */
    boolean canTest() {
        return hasFeed() && majorVersion() >= 8;
    }

    /** The framework that the SDK brings along, for which nothing has to be downloaded. */
    String framework() {
        var major = majorVersion();
        return major < 5 ? "netcoreapp3.1" : "net%d.0".formatted(major);
    }

    private int majorVersion() {
        try (var sdks = Files.list(root.resolve("sdk"))) {
            return sdks.map(sdk -> sdk.getFileName().toString())
                    .filter(name -> name.matches("\\d+\\.\\d+\\.\\d+.*"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lineOf(Path program) {
        try {
            var process = new ProcessBuilder(program.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).as(program.toString()).isZero();
            return Path.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
