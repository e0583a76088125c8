package net.buildserver.domain.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.plan.StagePlan;
import net.buildserver.domain.plan.TaskPlan;
import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code POST /agent/v1/attempts/{attemptId}/accept}: all that the agent needs to run the task. The lease runs
 * from this answer. Accepting twice gives the same answer.
 *
 * @param attemptId the attempt
 * @param taskId the task
 * @param executionId the build
 * @param taskName name of the task in its build
 * @param attemptNumber which try of the task this is, from 1
 * @param strategy how to build
 * @param forceClean whether caches and warm workspaces are not read
 * @param job what to build
 * @param stages the stages in their order
 * @param timeout time left for the build
 * @param kind what sort of task it is
 * @param payload what the task that added it gave for it, empty if none did
 * @param inputs what the tasks that it depends on gave out, by their names
 * @param testMillis how long tests took in the last successful build, in milliseconds by project and class; empty unless
 *     this task may add others
 * @param earlierWarnings codes of the warnings of the last successful build; null if there was none, or unless this task may
 *     add others
 * @param agents agents that could take tasks of the build now; empty unless this task may add some
 * @param traceId trace that the build belongs to, 32 hexadecimal digits
 * @param traceparent the attempt's place in that trace, as W3C Trace Context has it; null from servers that do not say
 */
public record TaskAssignment(
        UUID attemptId,
        UUID taskId,
        UUID executionId,
        String taskName,
        int attemptNumber,
        BuildStrategyType strategy,
        boolean forceClean,
        BuildJobDescriptor job,
        List<StagePlan> stages,
        Duration timeout,
        String kind,
        Map<String, Object> payload,
        Map<String, Map<String, Object>> inputs,
        Map<String, Map<String, Long>> testMillis,
        @Nullable List<String> earlierWarnings,
        List<CapableAgent> agents,
        String traceId,
        @Nullable String traceparent) {
    public TaskAssignment {
        Wire.required(attemptId, "attemptId");
        Wire.required(taskId, "taskId");
        Wire.required(executionId, "executionId");
        Wire.required(taskName, "taskName");
        Wire.required(strategy, "strategy");
        Wire.required(job, "job");
        Wire.required(timeout, "timeout");
        Wire.required(traceId, "traceId");
        stages = Wire.list(stages);
        kind = kind == null ? TaskPlan.BUILD : kind;
        payload = Wire.map(payload);
        inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
        testMillis = testMillis == null ? Map.of() : Map.copyOf(testMillis);
        earlierWarnings = earlierWarnings == null ? null : List.copyOf(earlierWarnings);
        agents = Wire.list(agents);
    }
}
