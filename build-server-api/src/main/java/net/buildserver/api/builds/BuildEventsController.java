package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.buildserver.api.platform.UnreadableRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/events}: what changes, as it changes. */
@RestController
@Tag(name = "Builds")
class BuildEventsController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final BuildFeedStream stream;

    BuildEventsController(BuildFeedStream stream) {
        this.stream = stream;
    }

    @GetMapping("/api/v1/events")
    @Operation(
            summary = "Follow the changes of all builds",
            description =
                    "Server-sent events: `ready` at the start, `build` with a build as the list shows it after each change, "
                            + "`system` when a part of the server went away or came back (see `/api/v1/system/status`), `reset` "
                            + "when too much has changed and everything must be read anew. `Last-Event-ID` goes on where a "
                            + "stream broke, on any node; an event may come twice.")
    void follow(
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        Long point = point(lastEventId);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that hold answers back would hold the changes back.
        response.setHeader("X-Accel-Buffering", "no");
        stream.write(response.getOutputStream(), point);
    }

    private static @Nullable Long point(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw new UnreadableRequestException(LAST_EVENT_ID, "must be the id of an event of this stream.");
        }
        return Long.valueOf(lastEventId);
    }
}
