package net.buildserver.agent.stage;

import java.util.Optional;
import net.buildserver.agent.canary.BuildRecord;
import net.buildserver.agent.canary.RecordComparison;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.domain.stage.StageNames;

/** Compares what came out here with what came out on the canary. */
final class CompareStage implements Stage {
    @Override
    public String name() {
        return StageNames.COMPARE;
    }

    @Override
    public StageResult run(BuildContext context) {
        Optional<BuildRecord> canary = TaskScope.record(context.assignment());
        if (canary.isEmpty()) {
            return StageResult.succeeded("The canary told nothing to compare with");
        }
        BuildRecord here = context.outcomes().record();
        RecordComparison comparison = RecordComparison.of(canary.get(), here);
        if (!comparison.notCompared().isEmpty()) {
            context.log()
                    .info("Outputs are not compared where what they depend on is not the same here: "
                            + String.join(", ", comparison.notCompared()));
        }
        if (!comparison.differences().isEmpty()) {
            comparison.differences().forEach(context.log()::error);
            throw BuildFailedException.userCode(
                    "not the same came out as on the canary: " + VerifyStage.some(comparison.differences()));
        }
        int compared = here.projects().size() - comparison.notCompared().size();
        return StageResult.succeeded(
                "The same came out as on the canary: " + here.tests().size() + " tests, outputs of " + compared + " of "
                        + here.projects().size() + " projects");
    }
}
