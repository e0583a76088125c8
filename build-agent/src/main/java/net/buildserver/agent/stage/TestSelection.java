package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.dotnet.AffectedProjects;
import net.buildserver.agent.dotnet.ProjectFacts;

/**
 * Which tests run.
 *
 * @param targets solution or projects to hand to {@code dotnet test}; none if nothing has to run
 * @param announcement what is going to happen
 * @param why why nothing has to run, or empty
 */
record TestSelection(List<Path> targets, String announcement, String why) {
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
            return new TestSelection(List.of(context.solution()), "Running tests...", "");
        }
        if (all.isEmpty()) {
            return new TestSelection(List.of(), "", "There are no test projects");
        }
        Optional<Set<Path>> affected = affected(context);
        if (affected.isEmpty() || affected.get().size() == all.size()) {
            return new TestSelection(List.of(context.solution()), announcement(all.size()), "");
        }
        List<Path> some = all.stream().filter(affected.get()::contains).toList();
        String why = some.isEmpty()
                ? "No test project is affected by what changed since "
                        + context.workspace().state().greenCommit()
                : "";
        context.log().info(some.size() + " of " + all.size() + " test projects are affected by the change");
        return new TestSelection(some, announcement(some.size()), why);
    }

    private static Optional<Set<Path>> affected(BuildContext context) {
        String green = context.workspace().state().greenCommit();
        if (context.isClean() || green == null) {
            return Optional.empty();
        }
        return context.workspace()
                .changedSince(context.checkoutRequest(), green)
                .flatMap(changed -> new AffectedProjects(context.projects()).tests(changed));
    }

    static String announcement(int projects) {
        return projects == 1 ? "Running tests of 1 project..." : "Running tests of " + projects + " projects...";
    }
}
