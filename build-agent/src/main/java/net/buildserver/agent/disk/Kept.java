package net.buildserver.agent.disk;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Something that is kept for later builds and can be given up.
 *
 * @param folder where it lies
 * @param lastUsed when a build last used it
 */
public record Kept(Path folder, Instant lastUsed) {}
