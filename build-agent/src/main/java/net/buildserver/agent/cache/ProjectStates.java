package net.buildserver.agent.cache;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;

/** How far each project of a build has come. */
final class ProjectStates {
    private final Map<ProjectId, ProjectState> states = new HashMap<>();
    private final Set<ProjectId> changed = new LinkedHashSet<>();
    private final Consumer<List<ProjectId>> listener;

    /** Creates states of projects that all wait; {@code listener} is told which have moved, when somebody wants that. */
    ProjectStates(Consumer<List<ProjectId>> listener) {
        this.listener = listener;
    }

    synchronized ProjectState of(ProjectId project) {
        return states.getOrDefault(project, ProjectState.Waiting);
    }

    synchronized void set(Collection<ProjectId> projects, ProjectState state) {
        for (ProjectId project : projects) {
            if (states.put(project, state) != state) {
                changed.add(project);
            }
        }
    }

    /** MSBuild has begun with a project. */
    synchronized void started(ProjectId project) {
        move(project, EnumSet.of(ProjectState.Waiting), ProjectState.Building);
    }

    /** MSBuild is done with a project, whatever was said of it meanwhile. */
    synchronized void built(ProjectId project) {
        set(List.of(project), ProjectState.Done);
    }

    /** An error names a project. */
    synchronized void failed(ProjectId project) {
        move(project, EnumSet.of(ProjectState.Waiting, ProjectState.Building), ProjectState.Failed);
    }

    /** MSBuild has ended without success. */
    synchronized void ended(Collection<ProjectId> projects) {
        for (ProjectId project : projects) {
            move(project, EnumSet.of(ProjectState.Building), ProjectState.Failed);
            move(project, EnumSet.of(ProjectState.Waiting), ProjectState.NotBuilt);
        }
    }

    /** Tells which projects have moved since the last time, if any has. */
    void tell() {
        List<ProjectId> moved = takeChanged();
        if (!moved.isEmpty()) {
            listener.accept(moved);
        }
    }

    private synchronized List<ProjectId> takeChanged() {
        List<ProjectId> taken = List.copyOf(changed);
        changed.clear();
        return taken;
    }

    private void move(ProjectId project, Set<ProjectState> from, ProjectState to) {
        if (from.contains(of(project))) {
            set(List.of(project), to);
        }
    }
}
