package net.buildserver.api.insights;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.insights.FailingTest;
import net.buildserver.orchestrator.insights.Insights;
import net.buildserver.orchestrator.insights.ProjectSummary;
import net.buildserver.orchestrator.insights.TestRun;
import net.buildserver.orchestrator.insights.TimeStep;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/insights}: what the history of builds tells. */
@RestController
@RequestMapping("/api/v1/insights")
@Tag(name = "Insights", description = "Success, durations, waiting times and tests over time.")
class InsightsController {
    private static final int MOST_DAYS = 90;
    private static final int MOST_ROWS = 50;
    private static final int MOST_RUNS = 200;

    private final Insights insights;
    private final InstantSource clock;

    InsightsController(Insights insights, InstantSource clock) {
        this.insights = insights;
        this.clock = clock;
    }

    /**
     * The history of some days.
     *
     * @param from where it begins
     * @param to where it ends
     * @param step length of a step of time
     * @param steps steps in which there were builds, oldest first
     * @param projects projects by strategy, those with most builds first
     * @param failingTests tests that failed, those that failed most first
     */
    record History(
            Instant from,
            Instant to,
            Duration step,
            List<TimeStep> steps,
            List<ProjectSummary> projects,
            List<FailingTest> failingTests) {}

    /** Runs of a test, newest first. */
    record TestHistory(String project, String className, String name, List<TestRun> runs) {}

    @GetMapping
    @Operation(
            summary = "Show the history of builds",
            description =
                    "Of the last 1 to 90 days, of all projects or one: by time, by project, and tests that failed.")
    History history(
            @RequestParam(defaultValue = "7") int days, @RequestParam(required = false) @Nullable String project) {
        if (days < 1 || days > MOST_DAYS) {
            throw new UnreadableRequestException("days", "must be a number from 1 to " + MOST_DAYS + ".");
        }
        Instant to = clock.instant();
        Instant from = to.minus(Duration.ofDays(days));
        Duration step = days == 1 ? Duration.ofMinutes(30) : days <= 7 ? Duration.ofHours(6) : Duration.ofDays(1);
        return new History(
                from,
                to,
                step,
                insights.steps(from, project, step),
                insights.projects(from, project, MOST_ROWS),
                insights.failingTests(from, project, MOST_ROWS));
    }

    @GetMapping("/tests")
    @Operation(
            summary = "Show the history of a test",
            description = "Its runs in the last 200 builds of the project, newest first.")
    TestHistory tests(@RequestParam String project, @RequestParam String className, @RequestParam String name) {
        return new TestHistory(project, className, name, insights.testHistory(project, className, name, MOST_RUNS));
    }
}
