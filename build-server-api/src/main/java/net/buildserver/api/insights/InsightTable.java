package net.buildserver.api.insights;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.insights.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table of insights.
 *
 * @param from where the time begins
 * @param to where it ends
 * @param step how finely it is divided
 * @param items the rows
 */
record InsightTable<R>(Instant from, Instant to, Duration step, List<R> items) {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** Answers with rows as JSON, or as a CSV file where {@code format} or else the header {@code Accept} asks for that. */
    static <R extends Record> ResponseEntity<Object> answer(
            String name, Period period, Class<R> type, List<R> rows, @Nullable String format, @Nullable String accept) {
        boolean csv = format == null ? accept != null && accept.contains("text/csv") : format.equals("csv");
        if (format != null && !csv && !format.equals("json")) {
            throw new UnreadableRequestException("format", "must be json or csv.");
        }
        if (!csv) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new InsightTable<>(period.from(), period.to(), period.step(), rows));
        }
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".csv")
                                .build()
                                .toString())
                .body(Csv.of(type, rows));
    }
}
