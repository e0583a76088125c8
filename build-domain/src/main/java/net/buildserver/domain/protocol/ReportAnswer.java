package net.buildserver.domain.protocol;

/**
 * Answer to a report.
 *
 * @param nextSequence number of the report that is expected next
 * @param directive what to do with the attempt
 */
public record ReportAnswer(long nextSequence, Directive directive) {
    public ReportAnswer {
        Wire.required(directive, "directive");
    }
}
