package net.buildserver.agent.distributed;

import java.util.Map;

/**
 * A project with tests.
 *
 * @param path project file relative to the repository
 * @param seconds how long its tests take
 * @param classes seconds by test class, as far as they are known; none if the project cannot be divided
 */
public record TestProject(String path, double seconds, Map<String, Double> classes) {
    public TestProject {
        classes = Map.copyOf(classes);
    }
}
