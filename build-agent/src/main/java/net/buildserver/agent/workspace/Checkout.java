package net.buildserver.agent.workspace;

import java.nio.file.Path;

/**
 * A checked-out commit.
 *
 * @param directory the repository's root
 * @param commit full commit id
 */
public record Checkout(Path directory, String commit) {}
