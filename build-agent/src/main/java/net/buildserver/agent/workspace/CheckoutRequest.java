package net.buildserver.agent.workspace;

import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.signal.Cancellation;

/**
 * What to check out.
 *
 * @param attemptId the attempt that needs it
 * @param repositoryUrl the repository, checked already
 * @param gitRef branch, tag or commit, checked already
 * @param cancellation ends it early
 * @param log gets git's own lines
 */
public record CheckoutRequest(
        UUID attemptId, String repositoryUrl, String gitRef, Cancellation cancellation, Consumer<String> log) {}
