package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.domain.plan.CanaryStrategy;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.stage.StageNames;

/** Looks at what came out of a canary; only if everything is right, other agents are to do the same. */
final class VerifyStage implements Stage {
    private static final List<Check> CHECKS = List.of(
            new TestsCheck(), new WarningsCheck(), new VulnerabilitiesCheck(), new SecretsCheck(), new LicencesCheck());
    private static final int SHOWN = 5;

    @Override
    public String name() {
        return StageNames.VERIFY;
    }

    @Override
    public StageResult run(BuildContext context) {
        WantedArtifacts.collect(context);
        List<String> problems = new ArrayList<>();
        for (Check check : CHECKS) {
            context.cancellation().check();
            context.progress().message("Checking " + check.name() + "...");
            Check.Finding finding = check.look(context);
            context.log().info("Checked " + check.name() + ": " + finding.summary());
            for (String problem : finding.problems()) {
                context.log().error(check.name() + ": " + problem);
                problems.add(check.name() + ": " + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw BuildFailedException.userCode("the canary is not to be followed: " + some(problems));
        }
        addConfirmations(context);
        int others = Math.max(0, context.assignment().agents().size() - 1);
        return StageResult.succeeded(CHECKS.size() + " checks passed; "
                + (others == 0 ? "there is no other agent" : others + " other agents are to confirm"));
    }

    private static void addConfirmations(BuildContext context) {
        context.putOut(TaskScope.COMMIT, context.checkout().commit());
        Optional<String> record = Packed.pack(context.outcomes().record().text());
        record.ifPresentOrElse(
                packed -> context.putOut(TaskScope.RECORD, packed),
                () -> context.log().warn("There is too much to be compared: other agents only build and test"));
        context.add(new AddedTask(
                "on", CanaryStrategy.CONFIRMATION, List.of(), true, Map.of(TaskScope.REPORTS, List.of()), null));
    }

    /** Returns the first of many. */
    static String some(List<String> all) {
        String more = all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "";
        return String.join("; ", all.subList(0, Math.min(SHOWN, all.size()))) + more;
    }
}
