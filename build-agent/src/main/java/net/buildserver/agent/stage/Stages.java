package net.buildserver.agent.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stages that this agent knows, by name. */
public final class Stages {
    private static final Map<String, Stage> BY_NAME = List.of(
                    new CloneStage(),
                    new PlanStage(),
                    new RestoreStage(),
                    new BuildStage(),
                    new TestStage(),
                    new PackageStage(),
                    new VerifyStage(),
                    new CompareStage(),
                    new UploadStage())
            .stream()
            .collect(Collectors.toUnmodifiableMap(Stage::name, Function.identity()));

    private Stages() {}

    /** Returns the stage that plans call {@code name}. */
    public static Optional<Stage> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
