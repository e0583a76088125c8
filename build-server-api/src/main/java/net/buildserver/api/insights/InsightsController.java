package net.buildserver.api.insights;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.orchestrator.insights.BuildFigures;
import net.buildserver.orchestrator.insights.CacheFigures;
import net.buildserver.orchestrator.insights.FailingTest;
import net.buildserver.orchestrator.insights.InsightFilter;
import net.buildserver.orchestrator.insights.Insights;
import net.buildserver.orchestrator.insights.Overview;
import net.buildserver.orchestrator.insights.Period;
import net.buildserver.orchestrator.insights.ProjectOrder;
import net.buildserver.orchestrator.insights.TestOrder;
import net.buildserver.orchestrator.insights.TestRun;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/insights}: what the history of builds tells. */
@RestController
@RequestMapping("/api/v1/insights")
@Tag(name = "Insights", description = "Success, durations, waiting times and tests over time.")
class InsightsController {
    private static final int MOST_ROWS = 50;
    private static final int MOST_RUNS = 200;

    private final Insights insights;
    private final InstantSource clock;

    InsightsController(Insights insights, InstantSource clock) {
        this.insights = insights;
        this.clock = clock;
    }

    /**
     * The history of a time.
     *
     * @param from where it begins
     * @param to where it ends
     * @param step length of a step of time
     * @param totals all builds that ended in it
     * @param cache what the cache did for them
     * @param failures how many failed, by kind, the most frequent first
     * @param steps steps in which builds ended, oldest first
     * @param projects projects by strategy, those with most builds first
     * @param failingTests tests that failed, those that failed most first
     */
    record History(
            Instant from,
            Instant to,
            Duration step,
            BuildFigures totals,
            CacheFigures cache,
            List<FailureRow> failures,
            List<TrendRow> steps,
            List<ProjectRow> projects,
            List<FailingTest> failingTests) {}

    /** Runs of a test, newest first. */
    record TestHistory(String project, String className, String name, List<TestRun> runs) {}

    @GetMapping
    @Operation(
            summary = "Show the history of builds",
            description = "By when builds ended, together and by time, and the projects and tests that stand out."
                    + " Percentiles are within 10 %.")
    History history(@ParameterObject @ModelAttribute InsightParameters parameters) {
        Period period = parameters.period(clock.instant());
        InsightFilter filter = parameters.filter();
        Overview overview = insights.overview(period, filter);
        return new History(
                period.from(),
                period.to(),
                period.step(),
                overview.totals(),
                overview.cache(),
                FailureRow.of(overview.failures()),
                overview.steps().stream().map(TrendRow::of).toList(),
                insights.projects(period, filter, ProjectOrder.builds, MOST_ROWS).stream()
                        .map(ProjectRow::of)
                        .toList(),
                insights.failingTests(period, filter, TestOrder.failing, MOST_ROWS));
    }

    @GetMapping("/tests")
    @Operation(
            summary = "Show the history of a test",
            description = "Its runs in the last 200 builds of the project, newest first.")
    TestHistory tests(@RequestParam String project, @RequestParam String className, @RequestParam String name) {
        return new TestHistory(project, className, name, insights.testHistory(project, className, name, MOST_RUNS));
    }
}
