package net.buildserver.api.builds;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.domain.test.TestResults;
import org.jspecify.annotations.Nullable;

/**
 * A build with everything that its page shows (specification, "Get Build Status"). The members of {@code build} stand beside
 * the others.
 *
 * @param build what a list shows of it
 * @param stages its stages in their order
 * @param agent agent that runs or ran it, or null while none has accepted it
 * @param queuePosition place in the queue, 1 for the next one, or null if it does not wait
 * @param waitingFor why it waits, one sentence, or null if it does not
 * @param estimatedStartTime when it may start, or null
 * @param estimatedDuration how long it may run, or null without history or when it has ended
 * @param testResults counts of its tests, or null if none ran
 * @param tasks what it consists of, with agents and times
 * @param attempts tries of its tasks, oldest first
 * @param traceId its trace, 32 hexadecimal digits; a collector has it if traces are switched on
 * @param links where to go from here
 */
record BuildView(
        @JsonUnwrapped BuildItem build,
        List<StageView> stages,
        @Nullable AgentView agent,
        @Nullable Integer queuePosition,
        @Nullable String waitingFor,
        @Nullable Instant estimatedStartTime,
        @Nullable Duration estimatedDuration,
        @Nullable TestResults testResults,
        List<TaskView> tasks,
        List<AttemptView> attempts,
        String traceId,
        BuildLinks links) {}
