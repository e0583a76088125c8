package net.buildserver.orchestrator.cache;

import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.cache.CacheScope;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what an attempt may read and write: from its build's row, never from what the agent says. */
final class CachingAttempts {
    /** The lane of trusted references; no reference is called so. */
    private static final String SHARED = "";

    private final JdbcClient jdbc;
    private final AttemptFence fence;
    private final TrustedRefs trusted;

    CachingAttempts(JdbcClient jdbc, AttemptFence fence, TrustedRefs trusted) {
        this.jdbc = jdbc;
        this.fence = fence;
        this.trusted = trusted;
    }

    private record Job(Map<String, String> buildProperties) {}

    /**
     * Returns the attempt if {@code agentId} may act for it.
     *
     * @throws StaleAttemptException if it is not the agent's, not accepted, or was taken from it
     * @throws net.buildserver.orchestrator.lease.AttemptEndedException if its result is known already
     */
    CachingAttempt require(UUID attemptId, String agentId) {
        return jdbc.sql("""
                        select b.id, b.repository_url, b.git_ref, b.target_pool, b.force_clean, b.job
                        from attempts a join builds b on b.id = a.build_id
                        where a.id = :attempt and a.agent_id = :agent and a.state = 'Accepted'""")
                .param("attempt", attemptId)
                .param("agent", agentId)
                .query((row, number) -> new CachingAttempt(
                        attemptId,
                        agentId,
                        row.getObject("id", UUID.class),
                        lanes(
                                row.getString("repository_url"),
                                row.getString("target_pool"),
                                properties(row.getString("job")),
                                row.getString("git_ref")),
                        row.getBoolean("force_clean")))
                .optional()
                .orElseThrow(() -> refusal(attemptId, agentId));
    }

    private RuntimeException refusal(UUID attemptId, String agentId) {
        fence.require(attemptId, agentId);
        return new StaleAttemptException(attemptId);
    }

    private CacheLanes lanes(String repositoryUrl, String pool, Map<String, String> properties, String gitRef) {
        String shared = CacheScope.of(repositoryUrl, pool, properties, SHARED);
        String own = trusted.trust(gitRef) ? shared : CacheScope.of(repositoryUrl, pool, properties, gitRef);
        return new CacheLanes(own, shared);
    }

    private static Map<String, String> properties(String job) {
        Map<String, String> properties = StoredJson.read(job, Job.class).buildProperties();
        return properties == null ? Map.of() : properties;
    }
}
