package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import net.buildserver.api.platform.QueryParameters;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.results.reading.BuildResults;
import net.buildserver.orchestrator.results.reading.ResultPage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tests and diagnostics of builds over HTTP. */
@RestController
@RequestMapping(BuildLinks.BUILDS + "/{executionId}")
@Tag(name = "Results", description = "Tests, diagnostics, logs and artifacts of builds.")
class ResultsController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Builds builds;
    private final BuildResults results;

    ResultsController(Builds builds, BuildResults results) {
        this.builds = builds;
        this.results = results;
    }

    @GetMapping("/tests")
    @Operation(summary = "List the tests of a build", description = "Counts, then each test, failed ones first.")
    TestsView tests(
            @PathVariable UUID executionId,
            @RequestParam(required = false) @Nullable TestOutcome outcome,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        builds.get(executionId);
        ResultPage<TestCaseResult> page = results.tests(executionId, outcome, Cursors.readOffset(cursor), limit(limit));
        return new TestsView(
                results.testSummary(executionId).orElse(null), page.items(), PageLinks.of(request, next(page)));
    }

    @GetMapping("/diagnostics")
    @Operation(
            summary = "List warnings and errors of a build",
            description = "As MSBuild and the compiler reported them, each once, with file and line.")
    Page<Diagnostic> diagnostics(
            @PathVariable UUID executionId,
            @RequestParam(required = false) @Nullable DiagnosticSeverity severity,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        builds.get(executionId);
        ResultPage<Diagnostic> page =
                results.diagnostics(executionId, severity, Cursors.readOffset(cursor), limit(limit));
        return new Page<>(page.items(), PageLinks.of(request, next(page)));
    }

    private static int limit(@Nullable String limit) {
        return QueryParameters.number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT);
    }

    private static @Nullable String next(ResultPage<?> page) {
        return page.nextOffset() == null ? null : Cursors.write(page.nextOffset());
    }
}
