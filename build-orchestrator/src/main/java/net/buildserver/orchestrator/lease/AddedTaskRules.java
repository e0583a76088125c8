package net.buildserver.orchestrator.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.orchestrator.platform.StoredJson;
import net.buildserver.orchestrator.tasks.AddedTasks;

/** Which tasks an agent may add to its build. */
final class AddedTaskRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?");
    private static final int LONGEST_PAYLOAD = 256 << 10;
    private static final int ALL_PAYLOADS = 4 << 20;
    private static final Duration LONGEST = Duration.ofDays(7);

    private final AddedTasks.Ground ground;
    private final Map<String, List<String>> edges = new HashMap<>();

    private AddedTaskRules(AddedTasks.Ground ground) {
        this.ground = ground;
    }

    /**
     * Looks at all tasks of a report.
     *
     * @throws InvalidReportException if one of them is not acceptable
     */
    static void check(FinishReport report, AddedTasks.Ground ground) {
        require(report.outcome() == AttemptOutcome.Succeeded, "tasks", "can only be added by a task that succeeded.");
        require(!ground.kinds().isEmpty(), "tasks", "cannot be added by this task.");
        require(report.tasks().size() <= AddedTask.MOST, "tasks", "must have at most " + AddedTask.MOST + " entries.");
        new AddedTaskRules(ground).check(report.tasks());
    }

    private void check(List<AddedTask> tasks) {
        long payloads = 0;
        for (AddedTask task : tasks) {
            require(
                    NAME.matcher(task.name()).matches(),
                    "tasks.name",
                    "must have 1 to 64 letters, digits, spaces and ._-, and begin and end with a letter or digit.");
            require(
                    !ground.taken().contains(task.name()) && edges.put(task.name(), task.dependsOn()) == null,
                    "tasks.name",
                    "must be unique in the build: " + task.name() + ".");
            require(
                    ground.kinds().containsKey(task.kind()),
                    "tasks.kind",
                    "must be one that this task may add, which " + task.name() + " is not.");
            require(
                    task.estimate() == null
                            || (!task.estimate().isNegative() && task.estimate().compareTo(LONGEST) <= 0),
                    "tasks.estimate",
                    "must be between PT0S and " + LONGEST + ".");
            String payload = StoredJson.write(task.payload());
            payloads += payload.length();
            require(
                    payload.length() <= LONGEST_PAYLOAD && payloads <= ALL_PAYLOADS && !payload.contains("\\u0000"),
                    "tasks.payload",
                    "must be JSON of at most " + LONGEST_PAYLOAD + " characters, all together at most " + ALL_PAYLOADS
                            + ", without NUL.");
        }
        tasks.forEach(this::checkEdges);
        Set<String> done = new HashSet<>();
        tasks.forEach(task -> walk(task.name(), new HashSet<>(), done));
    }

    private void checkEdges(AddedTask task) {
        if (task.everyOtherAgent()) {
            require(
                    edges.keySet().stream().noneMatch(other -> other.startsWith(task.name() + " ")),
                    "tasks.name",
                    "must not begin with " + task.name() + ", whose copies are called so.");
        }
        for (String needed : task.dependsOn()) {
            require(
                    needed != null && edges.containsKey(needed),
                    "tasks.dependsOn",
                    "must name tasks that are added with it, which " + task.name() + " does not.");
        }
    }

    private void walk(String name, Set<String> above, Set<String> done) {
        require(above.add(name), "tasks.dependsOn", "must have no cycle: " + name + " waits for itself.");
        if (done.add(name)) {
            edges.getOrDefault(name, List.of()).forEach(needed -> walk(needed, above, done));
        }
        above.remove(name);
    }

    private static void require(boolean fine, String field, String message) {
        if (!fine) {
            throw new InvalidReportException(field, message);
        }
    }
}
