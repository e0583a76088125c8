package net.buildserver.domain.build;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.artifact.BuildArtifact;
import net.buildserver.domain.stage.BuildStageResult;
import net.buildserver.domain.test.TestResults;
import org.jspecify.annotations.Nullable;

/**
 * The one result of a build that has ended (specification, "BuildExecutionResult").
 *
 * @param executionId the build
 * @param projectName its project
 * @param configuration its build configuration
 * @param success whether every stage succeeded or was skipped
 * @param startTime when the first attempt started
 * @param endTime when the build ended
 * @param duration time between the two
 * @param traceId trace that the build belongs to
 * @param stageResults the stages in their order
 * @param artifacts what was uploaded and verified
 * @param warnings compiler and tool warnings, one line each
 * @param errors compiler and tool errors, one line each
 * @param testResults results of the tests, or null if none ran
 * @param logUrl where the log is read
 * @param errorMessage one line that a person can act on, or null if the build succeeded
 */
public record BuildExecutionResult(
        UUID executionId,
        String projectName,
        String configuration,
        boolean success,
        Instant startTime,
        Instant endTime,
        Duration duration,
        String traceId,
        List<BuildStageResult> stageResults,
        List<BuildArtifact> artifacts,
        List<String> warnings,
        List<String> errors,
        @Nullable TestResults testResults,
        @Nullable String logUrl,
        @Nullable String errorMessage) {

    public BuildExecutionResult {
        stageResults = List.copyOf(stageResults);
        artifacts = List.copyOf(artifacts);
        warnings = List.copyOf(warnings);
        errors = List.copyOf(errors);
    }
}
