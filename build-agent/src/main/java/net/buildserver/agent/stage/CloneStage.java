package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.agent.workspace.Checkout;
import net.buildserver.agent.workspace.Workspace;
import net.buildserver.domain.stage.StageNames;

/** Fetches the sources and finds out which SDK they want. */
final class CloneStage implements Stage {
    @Override
    public String name() {
        return StageNames.CLONE;
    }

    @Override
    public StageResult run(BuildContext context) {
        context.progress().message("Cloning repository...");
        context.log()
                .info("Cloning repository "
                        + Redaction.withoutUserInfo(context.job().repositoryUrl()));
        Workspace workspace = context.tools().workspaces().acquire(context.assignment());
        Checkout checkout = checkout(context, workspace);
        context.checkedOut(workspace, checkout);
        context.log().info("Checked out commit " + checkout.commit());
        context.progress().history(checkout.history());
        context.progress().commit(checkout.commit());
        requireSolution(context);
        context.chose(context.tools().sdkChoice().of(context));
        return StageResult.succeeded("Checked out commit " + checkout.commit());
    }

    private static Checkout checkout(BuildContext context, Workspace workspace) {
        boolean done = false;
        try {
            Checkout checkout = workspace.checkout(context.checkoutRequest());
            done = true;
            return checkout;
        } finally {
            if (!done) {
                workspace.close();
            }
        }
    }

    private static void requireSolution(BuildContext context) {
        Path solution = context.solution();
        String named = context.job().solutionPath();
        if (!Files.isRegularFile(solution)) {
            throw BuildFailedException.configuration("there is no " + named + " in the repository; "
                    + SolutionSearch.describe(context.checkout().directory()));
        }
        try {
            if (!solution.toRealPath().startsWith(context.checkout().directory().toRealPath())) {
                throw BuildFailedException.configuration(named + " is a link that leads out of the repository");
            }
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read " + named, unreadable);
        }
    }
}
