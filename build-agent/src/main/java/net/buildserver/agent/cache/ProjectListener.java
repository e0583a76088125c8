package net.buildserver.agent.cache;

import java.util.List;
import net.buildserver.domain.cache.ProjectGraph;

/** Is told how far the projects of a build have come. */
public interface ProjectListener {
    /**
     * Takes projects that have moved: all of them once it is known which must be built, then each second those that have since.
     *
     * @param projects what became of them so far
     * @param graph what they depend on
     */
    void moved(List<ProjectOutcome> projects, ProjectGraph graph);
}
