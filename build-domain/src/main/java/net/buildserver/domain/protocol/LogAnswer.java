package net.buildserver.domain.protocol;

/**
 * Answer to {@code POST /agent/v1/attempts/{attemptId}/log?offset=N}, whose body is raw bytes of the log from byte N. Bytes
 * that the server has already are passed over; an offset beyond its end is refused (416) with this answer in
 * {@code nextOffset}.
 *
 * @param nextOffset number of bytes that the server holds
 * @param directive what to do with the attempt
 */
public record LogAnswer(long nextOffset, Directive directive) {
    public LogAnswer {
        Wire.required(directive, "directive");
    }
}
