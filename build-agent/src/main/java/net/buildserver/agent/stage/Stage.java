package net.buildserver.agent.stage;

/** One stage of a build. Adding a stage adds one class and names it in {@link Stages}. */
public interface Stage {
    /** Returns the name that plans and reports call the stage by. */
    String name();

    /**
     * Runs the stage.
     *
     * @throws net.buildserver.agent.failure.AgentException if the build cannot succeed
     */
    StageResult run(BuildContext context);
}
