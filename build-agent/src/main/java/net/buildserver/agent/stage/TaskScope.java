package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.SolutionPart;
import net.buildserver.agent.canary.BuildRecord;
import net.buildserver.agent.distributed.TestShare;
import net.buildserver.domain.protocol.TaskAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a build a task does, as the task that added it said. Fields of other shapes count as not there.
 *
 * @param projects projects that are built with all that they depend on; none for all
 * @param reports projects whose results are told; empty for all but {@code told}
 * @param told projects whose results other tasks tell
 * @param tests tests that are run; none for all
 */
record TaskScope(Set<String> projects, Optional<Set<String>> reports, Set<String> told, List<TestShare> tests) {
    static final String PROJECTS = "projects";
    static final String REPORTS = "reports";
    static final String TOLD = "told";
    static final String TESTS = "tests";
    static final String FACTS = "facts";
    static final String COMMIT = "commit";
    static final String RECORD = "record";

    static TaskScope of(TaskAssignment assignment) {
        Map<String, Object> payload = assignment.payload();
        List<TestShare> tests = new ArrayList<>();
        if (payload.get(TESTS) instanceof Collection<?> shares) {
            for (Object share : shares) {
                if (share instanceof Map<?, ?> fields && fields.get("project") instanceof String project) {
                    tests.add(new TestShare(
                            project,
                            List.copyOf(words(fields.get("classes"))),
                            Boolean.TRUE.equals(fields.get("others"))));
                }
            }
        }
        return new TaskScope(
                words(payload.get(PROJECTS)),
                payload.containsKey(REPORTS) ? Optional.of(words(payload.get(REPORTS))) : Optional.empty(),
                words(payload.get(TOLD)),
                tests);
    }

    /** Returns the part of the solution, with the facts that the planning task found. */
    SolutionPart part(TaskAssignment assignment) {
        return new SolutionPart(projects, given(assignment, FACTS).flatMap(Packed::unpack));
    }

    /** Returns the commit that the task before chose, so that all tasks of a build have the same sources. */
    static Optional<String> commit(TaskAssignment assignment) {
        return given(assignment, COMMIT);
    }

    /** Returns what came out of the same build on the agent before. */
    static Optional<BuildRecord> record(TaskAssignment assignment) {
        return given(assignment, RECORD).flatMap(Packed::unpack).flatMap(BuildRecord::parse);
    }

    private static Optional<String> given(TaskAssignment assignment, String name) {
        return assignment.inputs().values().stream()
                .map(output -> output.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    boolean tells(String project) {
        return reports.map(all -> all.contains(project)).orElseGet(() -> !told.contains(project));
    }

    /** Returns which tests of a project run. */
    TestFilter filter(String project) {
        return tests.stream()
                .filter(share -> share.project().equals(project))
                .findFirst()
                .map(share -> TestFilter.ofClasses(share.classes(), share.others()))
                .orElse(TestFilter.ALL);
    }

    private static Set<String> words(@Nullable Object value) {
        Set<String> words = new HashSet<>();
        if (value instanceof Collection<?> all) {
            all.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(words::add);
        }
        return words;
    }
}
