package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.UUID;

/**
 * The last build of a page; the next page begins after it.
 *
 * @param createdAt when it was submitted
 * @param id which it is
 */
public record BuildCursor(Instant createdAt, UUID id) {}
