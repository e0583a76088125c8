package net.buildserver.agent.stage;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.cache.ProjectListener;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ProjectUse;

/** Tells the server how far the projects of a task have come while they are built, in one report with the message of the stage. */
final class LiveProjects implements ProjectListener {
    private final Progress progress;
    private final TaskScope scope;
    private final Map<ProjectId, ProjectState> states = new HashMap<>();

    LiveProjects(Progress progress, TaskScope scope) {
        this.progress = progress;
        this.scope = scope;
    }

    @Override
    public synchronized void moved(List<ProjectOutcome> projects, ProjectGraph graph) {
        List<ProjectUse> told = projects.stream()
                .filter(project -> scope.tells(project.project().name()))
                .map(project -> ProjectUses.use(project, graph))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        told.forEach(use -> states.put(use.project(), use.state()));
        for (int start = 0; start < told.size(); start += AgentProtocol.MAX_BATCH) {
            progress.flush();
            progress.projects(told.subList(start, Math.min(told.size(), start + AgentProtocol.MAX_BATCH)));
        }
        progress.message(count(ProjectState.Done) + " of " + states.size() + " projects are there, "
                + count(ProjectState.Building) + " being built");
        // Should no stage run that could have a message.
        progress.flush();
    }

    private int count(ProjectState state) {
        return Collections.frequency(states.values(), state);
    }
}
