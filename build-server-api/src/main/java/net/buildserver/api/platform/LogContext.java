package net.buildserver.api.platform;

import java.util.List;
import java.util.Map;
import net.buildserver.telemetry.TraceContext;
import org.slf4j.MDC;

/** Names of the ids that log lines carry. */
public final class LogContext {
    /** Id of the HTTP request. */
    public static final String REQUEST = "request";

    /** Id of the build. */
    public static final String BUILD = "build";

    /** Id of the task. */
    public static final String TASK = "task";

    /** Id of the attempt. */
    public static final String ATTEMPT = "attempt";

    /** Id of the agent. */
    public static final String AGENT = "agent";

    /** Name of the user. */
    public static final String USER = "user";

    /** Id of the trace, 32 hexadecimal digits. */
    public static final String TRACE = "trace_id";

    /** Id of the span in its trace, 16 hexadecimal digits. */
    public static final String SPAN = "span_id";

    /** Which variable of a URL is which id. */
    static final Map<String, String> BY_PATH_VARIABLE =
            Map.of("executionId", BUILD, "taskId", TASK, "attemptId", ATTEMPT, "agentId", AGENT);

    /** Header of every answer that names the request in the server's log. */
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    private LogContext() {}

    /** Notes the place in a trace. */
    public static void place(TraceContext place) {
        MDC.put(TRACE, place.traceId());
        MDC.put(SPAN, place.spanId());
    }

    /** Forgets all ids, as the thread turns to other work. */
    public static void clear() {
        List.of(REQUEST, BUILD, TASK, ATTEMPT, AGENT, USER, TRACE, SPAN).forEach(MDC::remove);
    }
}
