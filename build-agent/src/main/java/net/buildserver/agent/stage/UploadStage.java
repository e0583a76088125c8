package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.buildserver.agent.artifact.ArtifactFile;
import net.buildserver.agent.artifact.ArtifactPatterns;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.stage.StageNames;

/** Uploads everything that earlier stages collected. */
final class UploadStage implements Stage {
    @Override
    public String name() {
        return StageNames.UPLOAD;
    }

    @Override
    public StageResult run(BuildContext context) {
        addWanted(context);
        List<ArtifactFile> files = context.artifacts().files();
        if (files.isEmpty()) {
            return StageResult.succeeded("There is nothing to upload");
        }
        String what = count(files.size()) + " (" + size(context.artifacts().totalBytes()) + ")";
        context.progress().message("Uploading " + what + "...");
        context.log().info("Uploading " + what + "...");
        context.uploader().upload(context.assignment().attemptId(), files, context.cancellation());
        for (ArtifactFile file : files) {
            context.log()
                    .info("Uploaded " + file.path() + " (" + size(file.size()) + ", SHA-256 " + file.sha256() + ")");
        }
        return StageResult.succeeded("Uploaded " + what);
    }

    private static void addWanted(BuildContext context) {
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

    private static String count(int files) {
        return files == 1 ? "1 artifact" : files + " artifacts";
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? bytes / 1024 + " KB"
                : String.format(Locale.ROOT, bytes < 10L << 20 ? "%.1f MB" : "%.0f MB", bytes / 1048576.0);
    }
}
