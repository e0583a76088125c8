package net.buildserver.api.builds;

import java.time.Duration;
import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.orchestrator.cache.BuiltProject;
import org.jspecify.annotations.Nullable;

/**
 * A project of a build for one target framework.
 *
 * @param project path of its file in the repository
 * @param targetFramework its framework
 * @param configuration its configuration
 * @param platform its platform
 * @param key its full key: the digest of all that its outputs depend on
 * @param hit what the cache spared it, or will spare it
 * @param sourceBuild build that its outputs come from, or null for this one
 * @param duration how long it took in this build
 * @param agent agent that did it
 * @param notCached why it cannot be cached, empty if it can
 * @param secondsSaved seconds that it had taken when it was built, for a project put in place
 * @param state how far it has come: `Waiting`, `Building`, `Done`, `Failed`, or `NotBuilt` if the build ended before
 */
record ProjectView(
        String project,
        String targetFramework,
        String configuration,
        String platform,
        String key,
        HitKind hit,
        @Nullable String sourceBuild,
        Duration duration,
        String agent,
        List<String> notCached,
        double secondsSaved,
        ProjectState state) {
    private static final double MILLIS = 1_000;

    static ProjectView of(BuiltProject built) {
        ProjectUse use = built.use();
        return new ProjectView(
                use.project().path(),
                use.project().framework(),
                use.project().configuration(),
                use.project().platform(),
                use.key(),
                use.hit(),
                use.origin(),
                use.duration(),
                built.agentId(),
                use.reasons(),
                use.hit() == HitKind.Full ? use.saved().toMillis() / MILLIS : 0,
                use.state());
    }
}
