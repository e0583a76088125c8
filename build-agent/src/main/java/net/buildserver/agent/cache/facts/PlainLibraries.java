package net.buildserver.agent.cache.facts;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import net.buildserver.domain.cache.ProjectId;

/**
 * Libraries whose answers to the projects that reference them follow from their facts alone: one framework, nothing of Razor, no
 * tests, nothing that keeps them from being cached, and the same of all that they reference.
 */
final class PlainLibraries {
    private PlainLibraries() {}

    static Set<ProjectId> of(SolutionFacts facts) {
        Set<ProjectId> plain = new HashSet<>();
        for (ProjectId project : facts.graph().order()) {
            if (facts.isOnlyOfItsPath(project)
                    && isPlain(facts.of(project))
                    && plain.containsAll(facts.graph().dependencies(project))) {
                plain.add(project);
            }
        }
        return Collections.unmodifiableSet(plain);
    }

    private static boolean isPlain(ProjectFacts facts) {
        return facts.is("plain")
                && !facts.isTest()
                && facts.reasons().isEmpty()
                && Roots.isOfRepository(facts.property("target"))
                && Roots.isOfRepository(facts.property("targetRef"))
                && !facts.frameworkParts().isEmpty();
    }
}
