package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.results.reading.BuildTasks;
import net.buildserver.orchestrator.results.reading.TaskSummary;
import net.buildserver.orchestrator.tasks.TaskRetries;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tasks that a build consists of: most have one, those that several agents share have more. */
@RestController
@RequestMapping(BuildLinks.BUILDS + "/{executionId}/tasks")
@Tag(name = "Builds")
class TasksController {
    private final Builds builds;
    private final BuildTasks tasks;
    private final TaskRetries retries;

    TasksController(Builds builds, BuildTasks tasks, TaskRetries retries) {
        this.builds = builds;
        this.tasks = tasks;
        this.retries = retries;
    }

    /**
     * The tasks of a build.
     *
     * @param items the tasks, those that began first first
     */
    record TaskList(List<TaskView> items) {}

    @GetMapping
    @Operation(
            summary = "List the tasks of a build",
            description = "With agent, start and end of each, what it waits for, and its own stages.")
    TaskList list(@PathVariable UUID executionId) {
        builds.get(executionId);
        return new TaskList(tasks.of(executionId).stream().map(TaskView::of).toList());
    }

    @PostMapping("/{taskName}/retry")
    @Operation(
            summary = "Run a failed task once more",
            description =
                    "While its build goes on; what was given up because of it waits for it again. A build that has ended is run"
                            + " again as a whole, and takes from the cache what came out right.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable UUID executionId, @PathVariable String taskName) {
        BuildStatus status = builds.get(executionId).status();
        if (retries.retry(executionId, taskName)) {
            return;
        }
        TaskSummary task = tasks.of(executionId).stream()
                .filter(one -> one.name().equals(taskName))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("task", taskName));
        throw new ConflictException("The task " + taskName + " is " + task.state() + " and the build " + status
                + "; only a failed task of a running build can be run once more.");
    }
}
