package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where this checkout keeps what the tests start and build. */
public final class Installation {

    /** The folder of the project. */
    public static final Path ROOT = root();

    /** Has a server leave an archive of Java's classes when it ends in peace, which takes it some seconds, unless there is one that fits. */
    static final String KEEP_CLASSES = "-XX:+AutoCreateSharedArchive";

    private Installation() {}

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Path sample() {
        return ROOT.resolve("samples/hello-dotnet");
    }

    /** The packaged server in one file. */
    static Path serverInOneJar() {
        return packaged("build-server-api/target/build-server-app.jar");
    }

    /** The packaged server laid out as files, which starts faster. */
    public static Path serverJar() {
        return packaged("build-verification/target/server/build-server-app.jar");
    }

    /**
     * The beginning of commands that run the packaged server. Where a server has left an archive of Java's classes ({@link
     * #KEEP_CLASSES}), others start faster.
     */
    public static List<String> serverJava() {
        return List.of(
                java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:SharedArchiveFile=" + serverJar().resolveSibling("classes.jsa"),
                // Nothing about archives that are not there or do not fit.
                "-Xlog:disable");
    }

    /** The packaged agent. */
    public static Path agentLauncher() {
        return packaged("build-agent/target/build-agent");
    }

    /** The Java that runs this. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Folder for the data and logs of the processes of one test class, kept for whoever looks for a failure's cause. */
    public static Path workFolder(String name) {
        return ROOT.resolve("build-verification/target/endtoend").resolve(name);
    }

    private static Path packaged(String path) {
        var file = ROOT.resolve(path);
        assertThat(file).as("made by ./mvnw verify -DskipTests").exists();
        return file;
    }
}
