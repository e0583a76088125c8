package net.buildserver.agent.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a warm workspace remembers between builds.
 *
 * @param building whether a build began in it that did not end by itself, so that its outputs may be torn
 * @param restoreInputs fingerprint of everything that the last successful restore depended on, or null
 * @param assets files that the restore left and that must still be there
 * @param greenCommit commit of the last build whose tests passed, or null
 */
public record WarmState(
        boolean building,
        @Nullable String restoreInputs,
        List<String> assets,
        @Nullable String greenCommit) {
    /** A workspace in which nothing was built. */
    public static final WarmState EMPTY = new WarmState(false, null, List.of(), null);

    public WarmState {
        assets = assets == null ? List.of() : List.copyOf(assets);
    }

    /** Returns this with a build begun or ended. */
    public WarmState withBuilding(boolean begun) {
        return new WarmState(begun, restoreInputs, assets, greenCommit);
    }

    /** Returns this after a restore. */
    public WarmState withRestore(String inputs, List<String> left) {
        return new WarmState(building, inputs, left, greenCommit);
    }

    /** Returns this after a green build of {@code commit}. */
    public WarmState withGreen(String commit) {
        return new WarmState(building, restoreInputs, assets, commit);
    }
}
