package net.buildserver.agent.cache;

import java.time.Duration;
import java.util.List;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.log.Diagnostic;

/**
 * What became of one project, or is becoming of it.
 *
 * @param project the project
 * @param key its full key
 * @param state how far it has come
 * @param hit what the cache spared it
 * @param origin build that its outputs come from, empty for this one
 * @param times when it was built, empty if it was not
 * @param saved how long it took to build when it was built
 * @param replayed warnings of that build
 * @param differences for a miss, how it differs from the newest earlier entry
 * @param reasons why it cannot be cached, empty if it can
 */
public record ProjectOutcome(
        ProjectId project,
        String key,
        ProjectState state,
        HitKind hit,
        String origin,
        List<BuildTime> times,
        Duration saved,
        List<Diagnostic> replayed,
        List<KeyDifference> differences,
        List<String> reasons) {
    public ProjectOutcome {
        times = List.copyOf(times);
        replayed = List.copyOf(replayed);
        differences = List.copyOf(differences);
        reasons = List.copyOf(reasons);
    }

    /** Returns how long it took in this build. */
    public Duration took() {
        return total(times);
    }

    static Duration total(List<BuildTime> times) {
        return times.stream().map(BuildTime::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
