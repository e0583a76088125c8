package net.buildserver.api.logs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import net.buildserver.orchestrator.logs.JoinedLogs;
import net.buildserver.orchestrator.logs.LogState;
import net.buildserver.orchestrator.logs.Logs;
import net.buildserver.orchestrator.logs.TaskLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Logs of builds: as text, in parts, or followed to the end. */
@RestController
@RequestMapping("/api/v1/builds/{executionId}/logs")
@Tag(name = "Results")
class LogsController {
    private static final String OFFSET = "X-Log-Offset";
    private static final String NEXT_OFFSET = "X-Log-Next-Offset";
    private static final String ATTEMPT = "X-Log-Attempt";
    private static final String COMPLETE = "X-Log-Complete";

    private final Logs logs;
    private final JoinedLogs joined;
    private final LogFollower follower;

    LogsController(Logs logs, JoinedLogs joined, LogFollower follower) {
        this.logs = logs;
        this.joined = joined;
        this.follower = follower;
    }

    /** Sends the log as it is now; {@code offset} or {@code Range} asks for what is new. */
    @GetMapping
    @Operation(
            summary = "Read or follow the log of a build",
            description =
                    "The logs of all tasks in one, each line with its agent and task if there are several; with `task` that of one."
                            + " Text, whole or from `offset` or a `Range`; `X-Log-Next-Offset` says where to go on. With `Accept:"
                            + " text/event-stream` or `follow=true` an event stream to the end of the build, which `Last-Event-ID` resumes.")
    void read(
            @PathVariable UUID executionId,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable Long offset,
            @RequestParam(defaultValue = "false") boolean follow,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (follow || accepts(request, MediaType.TEXT_EVENT_STREAM)) {
            follower.follow(executionId, task, LogPosition.of(request, offset), response);
            return;
        }
        LogState state = logs.state(executionId, task);
        if (task == null && offset == null && range == null) {
            List<TaskLog> tasks = joined.of(executionId);
            if (tasks.size() > 1) {
                sendAll(state, tasks, request, response);
                return;
            }
        }
        LogRange part = offset == null ? LogRange.of(range, state.size()) : LogRange.from(offset, state.size());
        describe(response, state, part);
        if (part.isSatisfiable() && !request.getMethod().equals("HEAD")) {
            send(state, part, response);
        }
    }

    /** The logs of all tasks as one: it cannot be read in parts, since what another agent says may come between. */
    private void sendAll(LogState state, List<TaskLog> tasks, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        response.setHeader(COMPLETE, Boolean.toString(state.isComplete()));
        response.setContentType("text/plain;charset=utf-8");
        if (!request.getMethod().equals("HEAD")) {
            TerminalFilter filter = new TerminalFilter(response.getOutputStream());
            joined.copy(tasks, filter);
            filter.finish();
        }
    }

    private void send(LogState state, LogRange part, HttpServletResponse response) throws IOException {
        if (state.attemptId() != null && part.length() > 0) {
            TerminalFilter filter = new TerminalFilter(response.getOutputStream());
            logs.copy(state.attemptId(), part.from(), part.to(), filter);
            filter.finish();
        }
    }

    private static void describe(HttpServletResponse response, LogState state, LogRange part) {
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        response.setHeader(ATTEMPT, Integer.toString(state.attemptNumber()));
        response.setHeader(COMPLETE, Boolean.toString(state.isComplete()));
        if (!part.isSatisfiable()) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + state.size());
            return;
        }
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader(OFFSET, Long.toString(part.from()));
        response.setHeader(NEXT_OFFSET, Long.toString(part.to()));
        response.setContentLengthLong(part.length());
        if (part.partial()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + part.from() + "-" + (part.to() - 1) + "/" + state.size());
        }
    }

    private static boolean accepts(HttpServletRequest request, MediaType type) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && MediaType.parseMediaTypes(accept).stream().anyMatch(wanted -> wanted.equalsTypeAndSubtype(type));
    }
}
