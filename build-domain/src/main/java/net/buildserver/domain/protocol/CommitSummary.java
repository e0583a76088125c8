package net.buildserver.domain.protocol;

import java.time.Instant;

/**
 * A commit of the history of what was checked out.
 *
 * @param sha its id, 40 or 64 hexadecimal digits
 * @param author who wrote it, by name
 * @param time when it was committed
 * @param subject first line of its message
 */
public record CommitSummary(String sha, String author, Instant time, String subject) {
    /** Most commits that one report tells. */
    public static final int MOST = 50;

    public CommitSummary {
        Wire.required(sha, "commits.sha");
        Wire.required(author, "commits.author");
        Wire.required(time, "commits.time");
        Wire.required(subject, "commits.subject");
    }
}
