package net.buildserver.agent.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * A checked-out commit.
 *
 * @param directory the repository's root
 * @param commit full commit id
 * @param shared folders elsewhere that git commands in it read
 */
public record Checkout(Path directory, String commit, List<Path> shared) {
    public Checkout {
        shared = List.copyOf(shared);
    }
}
