package net.buildserver.agent.stage;

import java.util.List;
import java.util.Locale;
import net.buildserver.agent.artifact.ArtifactFile;
import net.buildserver.domain.stage.StageNames;

/** Uploads everything that earlier stages collected. */
final class UploadStage implements Stage {
    @Override
    public String name() {
        return StageNames.UPLOAD;
    }

    @Override
    public StageResult run(BuildContext context) {
        if (!context.plans(StageNames.VERIFY)) {
            WantedArtifacts.collect(context);
        }
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
