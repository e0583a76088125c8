package net.buildserver.agent.stage;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ProjectUse;

/** Tells the server how far the projects of a task have come while they are built. */
final class LiveProjects {
    private final Progress progress;
    private final TaskScope scope;
    private final Map<ProjectId, ProjectState> states = new HashMap<>();

    LiveProjects(Progress progress, TaskScope scope) {
        this.progress = progress;
        this.scope = scope;
    }

    /** Takes projects that have moved. */
    synchronized void moved(List<ProjectOutcome> projects, ProjectGraph graph) {
        List<ProjectUse> told = projects.stream()
                .filter(project -> scope.tells(project.project().name()))
                .map(project -> ProjectUses.use(project, graph))
                .toList();
        for (int start = 0; start < told.size(); start += AgentProtocol.MAX_BATCH) {
            progress.projects(told.subList(start, Math.min(told.size(), start + AgentProtocol.MAX_BATCH)));
            progress.flush();
        }
        told.forEach(use -> states.put(use.project(), use.state()));
        if (!told.isEmpty()) {
            progress.message(count(ProjectState.Done) + " of " + states.size() + " projects are there, "
                    + count(ProjectState.Building) + " being built");
        }
    }

    private int count(ProjectState state) {
        return Collections.frequency(states.values(), state);
    }
}
