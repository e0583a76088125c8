package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import net.buildserver.agent.cache.tests.TestPasses.Pass;
import net.buildserver.agent.dotnet.ProjectFacts;

/**
 * Which tests run.
 *
 * @param targets solution or projects to hand to {@code dotnet test}; none if nothing has to run
 * @param passes what passed before and does not run
 * @param announcement what is going to happen
 * @param why why nothing has to run, or empty
 */
record TestSelection(List<Path> targets, List<Pass> passes, String announcement, String why) {
    static TestSelection of(BuildContext context) {
        if (context.cached().isPresent()) {
            return CachedTestSelection.of(
                    context, new CachedTests(context, context.cached().get()));
        }
        List<Path> all = context.projects().stream()
                .filter(ProjectFacts::test)
                .map(ProjectFacts::project)
                .distinct()
                .sorted()
                .toList();
        if (context.projects().isEmpty()) {
            // Projects that hide from the agent's targets; dotnet finds their tests all the same.
            return new TestSelection(List.of(context.solution()), List.of(), "Running tests...", "");
        }
        if (all.isEmpty()) {
            return new TestSelection(List.of(), List.of(), "", "There are no test projects");
        }
        return new TestSelection(List.of(context.solution()), List.of(), announcement(all.size()), "");
    }

    static String announcement(int projects) {
        return projects == 1 ? "Running tests of 1 project..." : "Running tests of " + projects + " projects...";
    }
}
