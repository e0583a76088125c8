package net.buildserver.api.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.orchestrator.retention.Retention;
import net.buildserver.orchestrator.retention.RetentionDefaults;
import net.buildserver.orchestrator.retention.RetentionReport;
import net.buildserver.orchestrator.retention.RetentionRule;
import net.buildserver.orchestrator.retention.RetentionRules;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What retention would delete next, and what projects keep. */
@RestController
@RequestMapping("/api/v1/retention")
@Tag(name = "Retention", description = "What is deleted with time.")
class RetentionController {
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Retention retention;
    private final RetentionRules rules;

    RetentionController(Retention retention, RetentionRules rules) {
        this.retention = retention;
        this.rules = rules;
    }

    /** All rules that were set. */
    record RuleList(List<RetentionRule> rules) {}

    /**
     * What a project keeps; what is absent follows the server's settings.
     *
     * @param keepBuilds age at which ended builds go with all that belongs to them
     * @param keepArtifacts age at which artifacts go
     * @param keepLogs age at which logs go
     * @param keepTests age at which test results go
     * @param maxBuilds most ended builds that it keeps
     * @param maxBytes most bytes of artifacts that it keeps
     * @param keepLatestGreen whether the latest successful build of each branch stays
     */
    record RuleRequest(
            @Schema(type = "string", example = "P90D") @Nullable Duration keepBuilds,

            @Schema(type = "string", example = "P30D") @Nullable Duration keepArtifacts,

            @Schema(type = "string", example = "P30D") @Nullable Duration keepLogs,

            @Schema(type = "string", example = "P60D") @Nullable Duration keepTests,

            @Schema(example = "500") @Nullable Integer maxBuilds,
            @Schema(example = "10737418240") @Nullable Long maxBytes,
            @Schema(example = "true") @Nullable Boolean keepLatestGreen) {}

    @GetMapping
    @Operation(summary = "Tell how long what is kept", description = "As the settings of the server say.")
    RetentionDefaults defaults() {
        return retention.defaults();
    }

    @GetMapping("/plan")
    @Operation(
            summary = "Tell what the next run deletes",
            description =
                    "A dry run: at most 500 builds of each kind, with the bytes of their artifacts, logs and test results.")
    RetentionReport plan() {
        return retention.plan();
    }

    @GetMapping("/rules")
    @Operation(summary = "List what projects keep by rules of their own")
    RuleList list() {
        return new RuleList(rules.list());
    }

    @PutMapping("/rules/{project}")
    @Operation(
            summary = "Give a project a rule of its own",
            description = "In place of the one that it had; what is absent follows the server's settings.")
    RetentionRule set(
            @PathVariable String project,
            @RequestBody RuleRequest request,
            @AuthenticationPrincipal UserPrincipal user) {
        RetentionRule rule = rule(project, request);
        rules.set(rule, user.username());
        return rule;
    }

    @PostMapping("/rules/{project}/plan")
    @Operation(
            summary = "Try out a rule of a project",
            description =
                    "A dry run: tells what the next run would delete of the project if it had this rule, at most 500"
                            + " builds of each kind. Nothing is set and nothing is deleted.")
    RetentionReport tryOut(@PathVariable String project, @RequestBody RuleRequest request) {
        return rules.tryOut(rule(project, request));
    }

    private static RetentionRule rule(String project, RuleRequest request) {
        return new RetentionRule(
                name(project),
                age("keepBuilds", request.keepBuilds()),
                age("keepArtifacts", request.keepArtifacts()),
                age("keepLogs", request.keepLogs()),
                age("keepTests", request.keepTests()),
                positive("maxBuilds", request.maxBuilds()),
                positive("maxBytes", request.maxBytes()),
                request.keepLatestGreen());
    }

    @DeleteMapping("/rules/{project}")
    @Operation(summary = "Take a project's rule away")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String project) {
        if (!rules.remove(name(project))) {
            throw new NotFoundException("rule", project);
        }
    }

    private static String name(String project) {
        if (project.isBlank()
                || project.length() > LONGEST_NAME
                || project.codePoints().anyMatch(RetentionController::isUnfit)) {
            throw new InvalidRequestException("project", "must have 1 to " + LONGEST_NAME + " visible characters.");
        }
        return project;
    }

    private static boolean isUnfit(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    private static @Nullable Duration age(String field, @Nullable Duration age) {
        if (age != null && (age.toSeconds() < 1 || age.compareTo(LONGEST) > 0)) {
            throw new InvalidRequestException(field, "must be between PT1S and " + LONGEST.toDays() + " days.");
        }
        return age;
    }

    private static <N extends Number> @Nullable N positive(String field, @Nullable N number) {
        if (number != null && number.longValue() < 1) {
            throw new InvalidRequestException(field, "must be at least 1.");
        }
        return number;
    }
}
