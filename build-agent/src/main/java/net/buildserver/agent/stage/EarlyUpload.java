package net.buildserver.agent.stage;

import java.time.Duration;
import java.util.List;
import net.buildserver.agent.artifact.ArtifactFile;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.signal.Cancellation;

/** Uploads what there is before a build ends without its last stage, for a short time and without changing how it ends. */
final class EarlyUpload {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private EarlyUpload() {}

    static void of(BuildContext context) {
        List<ArtifactFile> files = context.artifacts().files();
        if (files.isEmpty()
                || context.isConfirmation()
                || context.cancellation().isAbandoned()) {
            return;
        }
        Thread upload = Thread.ofVirtual().name("early-upload").start(() -> upload(context, files));
        try {
            if (!upload.join(LIMIT)) {
                upload.interrupt();
                upload.join();
            }
        } catch (InterruptedException interrupted) {
            upload.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static void upload(BuildContext context, List<ArtifactFile> files) {
        try {
            // A cancel of the build is no reason not to show what its tests found.
            context.uploader().upload(context.assignment().attemptId(), files, new Cancellation());
            context.artifacts().uploaded();
            context.log()
                    .info("Uploaded " + files.size() + (files.size() == 1 ? " file" : " files")
                            + " that the stage left");
        } catch (AgentException notUploaded) {
            context.log().warn("What the stage left could not be uploaded: " + notUploaded.sentence());
        }
    }
}
