package net.buildserver.domain.protocol;

import java.time.Duration;
import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import org.jspecify.annotations.Nullable;

/**
 * What became of one project for one target framework, or is becoming of it.
 *
 * @param project the project
 * @param key its full key
 * @param hit what the cache spared it
 * @param origin build that its outputs come from, or null for this one
 * @param duration how long it took in this build
 * @param saved how long it took when it was built, for a hit
 * @param dependencies names of the projects that it depends on directly
 * @param differences for a miss, inputs in which it differs from the nearest earlier entry, at most {@link #MAX_DIFFERENCES}
 * @param moreDifferences how many further inputs differ
 * @param reasons why it cannot be cached, empty if it can
 * @param state how far it has come; {@code Done} if the agent does not tell
 */
public record ProjectUse(
        ProjectId project,
        String key,
        HitKind hit,
        @Nullable String origin,
        Duration duration,
        Duration saved,
        List<String> dependencies,
        List<KeyDifference> differences,
        int moreDifferences,
        List<String> reasons,
        ProjectState state) {
    /** Most differences that are told of one project. */
    public static final int MAX_DIFFERENCES = 50;

    public ProjectUse {
        Wire.required(project, "project");
        Wire.required(key, "key");
        Wire.required(hit, "hit");
        Wire.required(duration, "duration");
        Wire.required(saved, "saved");
        dependencies = Wire.list(dependencies);
        differences = Wire.list(differences);
        reasons = Wire.list(reasons);
        state = Wire.orElse(state, ProjectState.Done);
    }
}
