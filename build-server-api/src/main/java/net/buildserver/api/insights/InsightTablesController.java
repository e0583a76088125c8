package net.buildserver.api.insights;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.orchestrator.insights.AgentUse;
import net.buildserver.orchestrator.insights.FailingTest;
import net.buildserver.orchestrator.insights.InsightFilter;
import net.buildserver.orchestrator.insights.Insights;
import net.buildserver.orchestrator.insights.Period;
import net.buildserver.orchestrator.insights.ProjectOrder;
import net.buildserver.orchestrator.insights.SlowBuild;
import net.buildserver.orchestrator.insights.TestOrder;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables below {@code /api/v1/insights}, each as JSON or, with {@code format=csv} or {@code Accept: text/csv}, as a file. */
@RestController
@RequestMapping("/api/v1/insights")
@Tag(name = "Insights")
class InsightTablesController {
    private static final int MOST_ROWS = 500;

    private final Insights insights;
    private final InstantSource clock;

    InsightTablesController(Insights insights, InstantSource clock) {
        this.insights = insights;
        this.clock = clock;
    }

    @GetMapping("/trend")
    @Operation(summary = "Show results, durations and waits by time")
    ResponseEntity<Object> trend(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        List<TrendRow> rows = insights.overview(period, parameters.filter()).steps().stream()
                .map(TrendRow::of)
                .toList();
        return InsightTable.answer("trend", period, TrendRow.class, rows, format, accept);
    }

    @GetMapping("/cache")
    @Operation(summary = "Show what the cache did by time")
    ResponseEntity<Object> cache(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        List<CacheRow> rows = insights.overview(period, parameters.filter()).steps().stream()
                .map(CacheRow::of)
                .toList();
        return InsightTable.answer("cache", period, CacheRow.class, rows, format, accept);
    }

    @GetMapping("/failures")
    @Operation(summary = "Count builds that failed by kind of failure")
    ResponseEntity<Object> failures(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        List<FailureRow> rows =
                FailureRow.of(insights.overview(period, parameters.filter()).failures());
        return InsightTable.answer("failures", period, FailureRow.class, rows, format, accept);
    }

    @GetMapping("/projects")
    @Operation(
            summary = "Rank projects",
            description = "`sort` is `builds` (by default), `slowest` (by average) or `failing`. At most 500 rows.")
    ResponseEntity<Object> projects(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        String order = InsightParameters.constant("sort", sort, ProjectOrder.values());
        List<ProjectRow> rows = insights
                .projects(
                        period,
                        parameters.filter(),
                        order == null ? ProjectOrder.builds : ProjectOrder.valueOf(order),
                        rows(limit))
                .stream()
                .map(ProjectRow::of)
                .toList();
        return InsightTable.answer("projects", period, ProjectRow.class, rows, format, accept);
    }

    @GetMapping("/builds")
    @Operation(
            summary = "Show the slowest builds",
            description =
                    "Those that ran longest of the builds that ended in that time and are still kept. At most 500 rows.")
    ResponseEntity<Object> builds(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        List<SlowBuild> rows = insights.slowestBuilds(period, parameters.filter(), rows(limit));
        return InsightTable.answer("builds", period, SlowBuild.class, rows, format, accept);
    }

    @GetMapping("/agents")
    @Operation(
            summary = "Show how busy agents were",
            description = "By whole days, the busiest first; of the filters only `pool` counts. At most 500 rows.")
    ResponseEntity<Object> agents(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        InsightFilter filter = parameters.filter();
        List<AgentUse> rows = insights.agents(period, filter, rows(limit));
        return InsightTable.answer("agents", period, AgentUse.class, rows, format, accept);
    }

    @GetMapping("/failing-tests")
    @Operation(
            summary = "Rank tests that failed or are flaky",
            description =
                    "By whole days; `sort` is `failing` (by default) or `flaky`; of the filters only `project` counts."
                            + " At most 500 rows.")
    ResponseEntity<Object> failingTests(
            @ParameterObject @ModelAttribute InsightParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Period period = parameters.period(clock.instant());
        String order = InsightParameters.constant("sort", sort, TestOrder.values());
        List<FailingTest> rows = insights.failingTests(
                period, parameters.filter(), order == null ? TestOrder.failing : TestOrder.valueOf(order), rows(limit));
        return InsightTable.answer("failing-tests", period, FailingTest.class, rows, format, accept);
    }

    private static int rows(@Nullable String limit) {
        return QueryParameters.number("limit", limit, MOST_ROWS, MOST_ROWS);
    }
}
