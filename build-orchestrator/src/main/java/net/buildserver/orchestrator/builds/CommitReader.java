package net.buildserver.orchestrator.builds;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the commits of builds, and compares those of two. */
final class CommitReader {
    private static final String GREEN = """
            select e.id, e.commit_sha from builds b join lateral (
              select g.id, g.commit_sha from builds g
              where g.project_name = b.project_name and g.git_ref = b.git_ref and g.repository_url = b.repository_url
                and g.status = 'Succeeded' and g.commit_sha is not null and g.created_at < b.created_at
              order by g.created_at desc limit 1) e on true
            where b.id = :id""";

    private final JdbcClient jdbc;

    CommitReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Earlier(UUID id, @Nullable String commitSha) {}

    /** Compares with {@code since}, or with the last green build of the branch before this one if it is null. */
    CommitChanges changes(UUID buildId, @Nullable UUID since) {
        List<CommitSummary> commits = commits(buildId);
        Optional<Earlier> earlier = since == null
                ? jdbc.sql(GREEN)
                        .param("id", buildId)
                        .query(Rows.of(Earlier.class))
                        .optional()
                : jdbc.sql("select id, commit_sha from builds where id = :id")
                        .param("id", since)
                        .query(Rows.of(Earlier.class))
                        .optional();
        if (earlier.isEmpty()) {
            return new CommitChanges(null, null, commits, false);
        }
        String sha = earlier.get().commitSha();
        int found = IntStream.range(0, commits.size())
                .filter(i -> commits.get(i).sha().equals(sha))
                .findFirst()
                .orElse(-1);
        return found < 0
                ? new CommitChanges(earlier.get().id(), sha, commits, false)
                : new CommitChanges(earlier.get().id(), sha, commits.subList(0, found), true);
    }

    private List<CommitSummary> commits(UUID buildId) {
        return jdbc.sql("select commits::text from build_commits where build_id = :id")
                .param("id", buildId)
                .query(String.class)
                .optional()
                .map(json -> Arrays.asList(StoredJson.read(json, CommitSummary[].class)))
                .orElse(List.of());
    }
}
