package net.buildserver.api.logs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.logs.LogLines;
import net.buildserver.orchestrator.logs.LogMatches;
import net.buildserver.orchestrator.logs.LogOutline;
import net.buildserver.orchestrator.logs.LogPart;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Logs of builds by line, for viewers that show a part of a long log at once. */
@RestController
@RequestMapping("/api/v1/builds/{executionId}/logs")
@Tag(name = "Results")
class LogLinesController {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_MATCHES = 10_000;
    private static final int LONGEST_TEXT = 200;

    private final LogLines logs;

    LogLinesController(LogLines logs) {
        this.logs = logs;
    }

    /**
     * Lines of a log.
     *
     * @param attempt number of the attempt whose log it is, or 0
     * @param complete whether the log grows no more
     * @param total number of lines now
     * @param from number of the first line, from 0
     * @param lines the lines; of control sequences only colours (SGR) are left, and long ones are cut
     */
    record Lines(int attempt, boolean complete, long total, long from, List<String> lines) {}

    @GetMapping("/lines")
    @Operation(
            summary = "Read lines of a log",
            description =
                    "From line `from` (0 is the first, -1 the last), at most `count`. There may be fewer where lines are very "
                            + "long, each of which is cut after 16 KiB; the log itself has them whole.")
    Lines lines(
            @PathVariable UUID executionId,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "200") int count)
            throws IOException {
        LogPart part = logs.lines(executionId, task, from, inRange("count", count, MOST_LINES));
        List<String> lines = new ArrayList<>();
        for (byte[] line : part.lines()) {
            lines.add(harmless(line));
        }
        return new Lines(part.attempt(), part.complete(), part.total(), part.from(), lines);
    }

    @GetMapping("/outline")
    @Operation(
            summary = "Show what is where in a log",
            description =
                    "Number of lines, where stages begin, the first 2,000 lines with errors and with warnings, and the first 2,000 groups"
                            + " of diagnostics of one project.")
    LogOutline outline(@PathVariable UUID executionId, @RequestParam(required = false) @Nullable String task)
            throws IOException {
        return logs.outline(executionId, task);
    }

    @GetMapping("/search")
    @Operation(
            summary = "Search a log",
            description = "Numbers of the lines that hold `text`, whatever the case of its letters; all are counted.")
    LogMatches search(
            @PathVariable UUID executionId,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam String text,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "1000") int limit)
            throws IOException {
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new UnreadableRequestException("text", "must have 1 to " + LONGEST_TEXT + " characters.");
        }
        return logs.search(executionId, task, text, from, inRange("limit", limit, MOST_MATCHES));
    }

    private static int inRange(String name, int given, int most) {
        if (given < 1 || given > most) {
            throw new UnreadableRequestException(name, "must be a number from 1 to " + most + ".");
        }
        return given;
    }

    private static String harmless(byte[] line) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(line.length);
        TerminalFilter filter = new TerminalFilter(text);
        filter.write(line, 0, line.length);
        filter.finish();
        String shown = text.toString(StandardCharsets.UTF_8);
        return shown.endsWith("\r") ? shown.substring(0, shown.length() - 1) : shown;
    }
}
