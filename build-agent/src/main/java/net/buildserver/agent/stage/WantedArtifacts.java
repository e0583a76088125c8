package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.buildserver.agent.artifact.ArtifactPatterns;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;

/** The files of the checkout that a build names as artifacts. */
final class WantedArtifacts {
    private WantedArtifacts() {}

    static void collect(BuildContext context) {
        BuildSettings settings = BuildSettings.of(context);
        String patterns = settings.text(BuildSettings.ARTIFACTS);
        String ifNone = settings.oneOf(BuildSettings.ARTIFACTS_IF_NONE, "warn", Set.of("fail", "warn", "ignore"));
        if (patterns.isBlank()) {
            return;
        }
        Path root = context.checkout().directory();
        try {
            List<Path> found = new ArtifactPatterns(patterns).find(root);
            for (Path path : found) {
                String name = path.toString().replace('\\', '/');
                context.artifacts().add("files/" + name, root.resolve(path), root);
            }
            String nothing = "no file matches " + BuildSettings.ARTIFACTS + " = " + patterns;
            if (found.isEmpty() && ifNone.equals("fail")) {
                throw BuildFailedException.userCode(nothing);
            }
            if (found.isEmpty() && ifNone.equals("warn")) {
                context.log().warn(nothing);
            }
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look for artifacts", unreadable);
        }
    }
}
