package net.buildserver.agent.workspace;

import java.nio.file.Path;
import java.util.List;
import net.buildserver.domain.protocol.CommitSummary;

/**
 * A checked-out commit.
 *
 * @param directory the repository's root
 * @param commit full commit id
 * @param history newest commits, newest first, as many as could be found without much ado; none if git told none
 * @param shared folders elsewhere that git commands in it read
 */
public record Checkout(Path directory, String commit, List<CommitSummary> history, List<Path> shared) {
    public Checkout {
        history = List.copyOf(history);
        shared = List.copyOf(shared);
    }
}
