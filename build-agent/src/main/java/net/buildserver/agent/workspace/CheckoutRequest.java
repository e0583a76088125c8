package net.buildserver.agent.workspace;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.signal.Cancellation;

/**
 * What to check out.
 *
 * @param attemptId the attempt that needs it
 * @param repositoryUrl the repository, checked already
 * @param gitRef branch, tag or commit, checked already
 * @param folders the only folders that are wanted, checked already, with the files beside and above them; empty for all
 * @param cancellation ends it early
 * @param log gets git's own lines
 */
public record CheckoutRequest(
        UUID attemptId,
        String repositoryUrl,
        String gitRef,
        List<String> folders,
        Cancellation cancellation,
        Consumer<String> log) {
    public CheckoutRequest {
        folders = List.copyOf(folders);
    }

    /** Creates a request for a whole checkout. */
    public CheckoutRequest(
            UUID attemptId, String repositoryUrl, String gitRef, Cancellation cancellation, Consumer<String> log) {
        this(attemptId, repositoryUrl, gitRef, List.of(), cancellation, log);
    }
}
