package net.buildserver.orchestrator.builds;

import java.util.Optional;
import java.util.UUID;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recognises requests that come again. */
final class Idempotency {
    private final JdbcClient jdbc;

    Idempotency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims the key for a new build, in the transaction that will write the build. While another transaction claims the same
     * key, this one waits for its end.
     *
     * @return the build that the same request made earlier, or empty if the key is claimed
     * @throws IdempotencyConflictException if the key came with another request
     */
    Optional<UUID> claim(String requestedBy, IdempotencyKey key, UUID buildId) {
        int claimed = jdbc.sql("""
                        insert into idempotency_keys (requested_by, key, request_sha256, build_id)
                        values (:by, :key, decode(:sha256, 'hex'), :build)
                        on conflict do nothing""")
                .param("by", requestedBy)
                .param("key", key.key())
                .param("sha256", key.requestSha256())
                .param("build", buildId)
                .update();
        return claimed == 1 ? Optional.empty() : Optional.of(earlier(requestedBy, key));
    }

    private UUID earlier(String requestedBy, IdempotencyKey key) {
        Claim claim = jdbc.sql("""
                        select build_id, encode(request_sha256, 'hex') as sha256
                        from idempotency_keys where requested_by = :by and key = :key""")
                .param("by", requestedBy)
                .param("key", key.key())
                .query(Rows.of(Claim.class))
                .single();
        if (!claim.sha256().equalsIgnoreCase(key.requestSha256())) {
            throw new IdempotencyConflictException(key.key());
        }
        return claim.buildId();
    }

    record Claim(UUID buildId, String sha256) {}
}
