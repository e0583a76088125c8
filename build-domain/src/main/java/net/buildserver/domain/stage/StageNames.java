package net.buildserver.domain.stage;

import java.util.Map;

/** Names of the stages that the specification knows. A strategy may add others. */
public final class StageNames {
    public static final String CLONE = "Clone";
    public static final String RESTORE = "Restore";
    public static final String PLAN = "Plan";
    public static final String BUILD = "Build";
    public static final String TEST = "Test";
    public static final String PACKAGE = "Package";
    public static final String VERIFY = "Verify";
    public static final String COMPARE = "Compare";
    public static final String UPLOAD = "Upload";

    private static final Map<String, String> IN_PROGRESS = Map.of(
            CLONE, "Cloning",
            RESTORE, "Restoring",
            PLAN, "Planning",
            BUILD, "Building",
            TEST, "Testing",
            PACKAGE, "Packaging",
            VERIFY, "Verifying",
            COMPARE, "Comparing",
            UPLOAD, "Uploading");

    private StageNames() {}

    /** Returns what a build in stage {@code name} is doing, as {@code currentStage} shows it: {@code Testing} for {@code Test}. */
    public static String inProgress(String name) {
        return IN_PROGRESS.getOrDefault(name, name);
    }
}
