package net.buildserver.orchestrator.builds;

import java.util.Collection;
import java.util.stream.Collectors;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.orchestrator.OrchestratorException;

/** The server has no such strategy yet. */
public final class StrategyUnavailableException extends OrchestratorException {
    private static final long serialVersionUID = 1L;

    /** Names the strategy that was asked for and the ones that there are. */
    public StrategyUnavailableException(BuildStrategyType wanted, Collection<BuildStrategyType> available) {
        super("The strategy " + wanted + " is not available yet; use "
                + available.stream().sorted().map(Enum::name).collect(Collectors.joining(" or ")) + ".");
    }
}
