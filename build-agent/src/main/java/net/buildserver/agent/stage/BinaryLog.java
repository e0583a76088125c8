package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.buildserver.agent.dotnet.BinaryLogRedaction;

/**
 * MSBuild's binary log of the build stage. It is written in any case, since nobody can ask for it after a build failed, and
 * becomes an artifact of failed builds, or of all, or of none. It holds the environment and all properties, so that every text in
 * it is redacted as the log is; where that does not work it is not shown.
 */
final class BinaryLog {
    private static final String FAILED = "failed";

    private final BuildContext context;
    private final String wish;

    BinaryLog(BuildContext context) {
        this.context = context;
        this.wish =
                BuildSettings.of(context).oneOf(BuildSettings.BINARY_LOG, FAILED, Set.of(FAILED, "always", "never"));
    }

    /** Returns the arguments with which MSBuild writes it. */
    List<String> arguments() {
        return wish.equals("never")
                ? List.of()
                : List.of("-bl:" + context.enclosure().seen(file()) + ";ProjectImports=None");
    }

    /** Makes it an artifact, if it is wanted. */
    void collect(boolean failed) {
        Path file = file();
        if (!Files.isRegularFile(file) || !(wish.equals("always") || failed)) {
            return;
        }
        Path clean = context.temporary().resolve("clean").resolve("build.binlog");
        try {
            Files.createDirectories(clean.getParent());
            BinaryLogRedaction.copy(file, clean, context.redaction()::apply);
            context.artifacts().add("logs/build.binlog", clean, context.temporary());
        } catch (IOException unreadable) {
            context.log()
                    .warn("The binary log is not shown, since it could not be searched for secrets: "
                            + unreadable.getMessage());
        }
    }

    private Path file() {
        return context.temporary().resolve("build.binlog");
    }
}
