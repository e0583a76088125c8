package net.buildserver.orchestrator.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a part of the system is, as one node sees it.
 *
 * @param part its name: {@code database}, {@code redis}, {@code store} or {@code disk}
 * @param up whether it is there
 * @param since when that began, or when the node first looked
 * @param effect while it is away: what goes on and what waits; else null
 */
public record PartStatus(
        String part, boolean up, Instant since, @Nullable String effect) {}
