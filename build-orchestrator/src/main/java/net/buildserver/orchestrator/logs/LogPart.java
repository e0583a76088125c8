package net.buildserver.orchestrator.logs;

import java.util.List;

/**
 * Some lines of a log as they were written, with whatever they contain.
 *
 * @param attempt number of the attempt whose log it is, from 1, or 0 while there is none
 * @param complete whether nothing will be added to the log any more
 * @param total number of lines that the log has now
 * @param from number of the first line here, from 0
 * @param lines the lines without their ends, each cut after {@link LineCollector#MOST_BYTES} bytes
 */
public record LogPart(int attempt, boolean complete, long total, long from, List<byte[]> lines) {
    public LogPart {
        lines = List.copyOf(lines);
    }
}
