package net.buildserver.domain.plan;

import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;

/** Takes the outputs and test results of unchanged projects from the cache and builds the rest. */
public final class CachedStrategy implements BuildStrategy {
    @Override
    public BuildStrategyType type() {
        return BuildStrategyType.Cached;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        return SingleTaskPlan.of(request);
    }
}
