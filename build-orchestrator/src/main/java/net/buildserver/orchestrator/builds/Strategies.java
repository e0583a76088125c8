package net.buildserver.orchestrator.builds;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.plan.BuildPlan;
import net.buildserver.domain.plan.BuildStrategy;

/** The strategies that the server has, found by type. */
final class Strategies {
    private final Map<BuildStrategyType, BuildStrategy> byType = new EnumMap<>(BuildStrategyType.class);

    /**
     * Creates the strategies.
     *
     * @throws IllegalArgumentException if one that a request may name is missing
     */
    Strategies(List<BuildStrategy> strategies) {
        strategies.forEach(strategy -> byType.put(strategy.type(), strategy));
        for (BuildStrategyType type : BuildStrategyType.values()) {
            if (!byType.containsKey(type)) {
                throw new IllegalArgumentException("there is no strategy " + type);
            }
        }
    }

    /** Returns the tasks that {@code request} consists of. */
    BuildPlan plan(BuildRequest request) {
        return Objects.requireNonNull(byType.get(request.strategy())).plan(request);
    }
}
