package net.buildserver.orchestrator.audit;

import java.time.Instant;

/**
 * Something that somebody did.
 *
 * @param id its number, growing with time
 * @param at when it was done
 * @param username who did it
 * @param action what was done, in words
 * @param target what it was done to, or empty
 * @param request method and route of the request that did it
 */
public record AuditEntry(long id, Instant at, String username, String action, String target, String request) {}
