package net.buildserver.orchestrator.builds;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.plan.BuildPlan;
import net.buildserver.domain.plan.BuildStrategy;

/** The strategies that the server has, found by type. */
final class Strategies {
    private final Map<BuildStrategyType, BuildStrategy> byType = new EnumMap<>(BuildStrategyType.class);

    Strategies(List<BuildStrategy> strategies) {
        strategies.forEach(strategy -> byType.put(strategy.type(), strategy));
    }

    /**
     * Returns the tasks that {@code request} consists of.
     *
     * @throws StrategyUnavailableException if there is no such strategy
     */
    BuildPlan plan(BuildRequest request) {
        BuildStrategy strategy = byType.get(request.strategy());
        if (strategy == null) {
            throw new StrategyUnavailableException(request.strategy(), byType.keySet());
        }
        return strategy.plan(request);
    }
}
