package net.buildserver.domain.cache;

import java.util.List;
import java.util.stream.Collectors;
import net.buildserver.domain.DomainException;

/** Projects need each other in a circle, so that none can be built first. */
public final class ProjectCycleException extends DomainException {
    private static final long serialVersionUID = 1L;

    ProjectCycleException(List<ProjectId> cycle) {
        super("these projects need each other in a circle: "
                + cycle.stream().map(ProjectId::name).collect(Collectors.joining(" -> ")) + " -> "
                + cycle.getFirst().name());
    }
}
