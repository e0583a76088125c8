package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.buildserver.agent.cache.tests.TestPasses.Pass;
import net.buildserver.agent.distributed.TestShare;
import net.buildserver.agent.dotnet.ProjectFacts;

/** Selects the test projects that did not pass before as they are now. */
final class CachedTestSelection {
    private CachedTestSelection() {}

    /** Returns the test projects that must run. */
    static List<Path> pending(BuildContext context, CachedTests tests) {
        List<Path> all = all(context);
        Set<Path> passed = tests.passed(all);
        return all.stream()
                .filter(project -> isPart(context, project) || !passed.contains(project))
                .toList();
    }

    /** Reports the results of those that need not run. */
    static TestSelection of(BuildContext context, CachedTests tests) {
        List<Path> all = all(context);
        if (all.isEmpty()) {
            return new TestSelection(List.of(), List.of(), "", "There are no test projects");
        }
        Set<Path> passed = tests.passed(all);
        List<Path> pending = new ArrayList<>();
        List<Pass> passes = new ArrayList<>();
        int replayed = 0;
        for (Path project : all) {
            Optional<Pass> pass =
                    passed.contains(project) && !isPart(context, project) ? tests.find(project) : Optional.empty();
            if (pass.isEmpty()) {
                pending.add(project);
                continue;
            }
            UUID origin = pass.get().origin();
            pass.get().results().forEach(test -> context.progress().test(test.takenFrom(origin)));
            passes.add(pass.get());
            replayed += pass.get().results().size();
            context.log()
                    .info("Tests of " + context.checkout().directory().relativize(project) + " passed before: "
                            + pass.get().results().size() + " cached results of build "
                            + origin);
        }
        String why = pending.isEmpty() ? replayed + " cached test results, nothing changed since they passed" : "";
        return new TestSelection(pending, passes, TestSelection.announcement(pending.size()), why);
    }

    /** Returns whether only some tests of the project are run by this task. */
    static boolean isPart(BuildContext context, Path project) {
        return !TaskScope.of(context.assignment())
                .filter(name(context, project))
                .isAll();
    }

    /** Returns the name of a project in plans. */
    static String name(BuildContext context, Path project) {
        return context.checkout().directory().relativize(project).toString().replace('\\', '/');
    }

    private static List<Path> all(BuildContext context) {
        List<String> wanted = TaskScope.of(context.assignment()).tests().stream()
                .map(TestShare::project)
                .toList();
        return context.projects().stream()
                .filter(ProjectFacts::test)
                .map(ProjectFacts::project)
                .filter(project -> wanted.isEmpty() || wanted.contains(name(context, project)))
                .distinct()
                .sorted()
                .toList();
    }
}
