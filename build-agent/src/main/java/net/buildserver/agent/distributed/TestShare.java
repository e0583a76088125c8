package net.buildserver.agent.distributed;

import java.util.List;

/**
 * Tests of one project that one agent runs.
 *
 * @param project project file relative to the repository
 * @param classes names of test classes; none for all tests
 * @param others whether all tests run but those of {@code classes}
 */
public record TestShare(String project, List<String> classes, boolean others) {
    public TestShare {
        classes = List.copyOf(classes);
    }
}
