package net.buildserver.orchestrator.builds;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.protocol.CommitSummary;
import org.jspecify.annotations.Nullable;

/**
 * What a build has that an earlier one had not.
 *
 * @param since the earlier build, or null where there is none
 * @param sinceCommit its commit, or null where there is none
 * @param commits commits after that one, newest first; all that are known where there is no earlier build
 * @param complete whether the earlier commit was found among those that are known; if not, there may be more or other changes
 */
public record CommitChanges(
        @Nullable UUID since, @Nullable String sinceCommit, List<CommitSummary> commits, boolean complete) {}
