package net.buildserver.api.builds;

import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.orchestrator.cache.BuiltProject;

/**
 * The projects of a build and what they need.
 *
 * @param nodes the projects
 */
record GraphView(List<Node> nodes) {
    static final int MOST_NODES = 10_000;

    /**
     * A project for one target framework.
     *
     * @param name {@code path@framework}
     * @param hit what the cache spared it
     * @param dependencies names of the projects that it needs directly
     * @param state how far it has come
     */
    record Node(String name, HitKind hit, List<String> dependencies, ProjectState state) {}

    static GraphView of(List<BuiltProject> projects) {
        return new GraphView(projects.stream()
                .map(BuiltProject::use)
                .map(use -> new Node(use.project().name(), use.hit(), use.dependencies(), use.state()))
                .toList());
    }
}
