package net.buildserver.domain.plan;

import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;

/**
 * Turns a request into tasks. Adding a strategy adds one implementation: queue, scheduler and agents see only the plan.
 */
public interface BuildStrategy {
    /** Returns the strategy that this is. */
    BuildStrategyType type();

    /** Returns the tasks that {@code request} consists of. */
    BuildPlan plan(BuildRequest request);
}
