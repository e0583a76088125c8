package net.buildserver.domain.plan;

import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;

/** Deletes every output and restores, builds and tests everything from scratch. */
public final class CleanStrategy implements BuildStrategy {
    @Override
    public BuildStrategyType type() {
        return BuildStrategyType.Clean;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        return SingleTaskPlan.of(request);
    }
}
