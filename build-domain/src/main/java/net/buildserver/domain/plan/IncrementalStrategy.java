package net.buildserver.domain.plan;

import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;

/** Builds in a workspace kept warm on the agent: MSBuild rebuilds what changed, tests run where it matters. */
public final class IncrementalStrategy implements BuildStrategy {
    @Override
    public BuildStrategyType type() {
        return BuildStrategyType.Incremental;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        return SingleTaskPlan.of(request);
    }
}
