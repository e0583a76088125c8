package net.buildserver.orchestrator.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Tokens that let agents join, and the only writer of them. */
public class EnrolmentTokens {
    private final JdbcClient jdbc;

    EnrolmentTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a token is to allow.
     *
     * @param description what it is for
     * @param targetType pool that its agents must join, or null for any
     * @param reusable whether it enrols any number of agents, else exactly one
     * @param validity how long it holds, or null for ever
     */
    public record Terms(
            String description,
            @Nullable BuildTargetType targetType,
            boolean reusable,
            @Nullable Duration validity) {}

    /** Makes a token; the answer holds its secret, this once. */
    @Transactional
    public NewEnrolmentToken create(Terms terms, String createdBy) {
        String secret = BearerSecret.create(AgentProtocol.ENROLMENT_TOKEN_PREFIX);
        return new NewEnrolmentToken(secret, store(secret, terms, createdBy));
    }

    /** Stores a token whose {@code secret} the operator chose, unless it is there already; it enrols any number of agents. */
    @Transactional
    public void ensure(String secret, String description, String createdBy) {
        store(secret, new Terms(description, null, true, null), createdBy);
    }

    private EnrolmentToken store(String secret, Terms terms, String createdBy) {
        BuildTargetType pool = terms.targetType();
        Duration validity = terms.validity();
        return jdbc.sql("""
                        insert into enrolment_tokens
                            (id, token_sha256, description, target_type, reusable, created_by, expires_at)
                        values (gen_random_uuid(), :sha256, :description, :pool, :reusable, :createdBy,
                                now() + :seconds * interval '1 s')
                        on conflict (token_sha256) do update set description = excluded.description
                        returning *
                        """)
                .param("sha256", BearerSecret.sha256(secret))
                .param("description", terms.description())
                .param("pool", pool == null ? null : pool.name())
                .param("reusable", terms.reusable())
                .param("createdBy", createdBy)
                .param("seconds", validity == null ? null : validity.toSeconds())
                .query(EnrolmentTokens::read)
                .single();
    }

    /** Returns all tokens, newest first. */
    public List<EnrolmentToken> list() {
        return jdbc.sql("select * from enrolment_tokens order by created_at desc, id")
                .query(EnrolmentTokens::read)
                .list();
    }

    /** Revokes a token; agents that joined with it stay. Returns whether there is such a token. */
    @Transactional
    public boolean revoke(UUID id) {
        return jdbc.sql("update enrolment_tokens set revoked_at = coalesce(revoked_at, now()) where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Returns whether {@code secret} could enrol an agent now; only {@link Enrolments} uses it up. */
    public boolean mayEnrol(String secret) {
        return jdbc.sql("""
                        select exists (select 1 from enrolment_tokens
                        where token_sha256 = :sha256 and revoked_at is null and (reusable or use_count = 0)
                          and (expires_at is null or expires_at > now()))
                        """)
                .param("sha256", BearerSecret.sha256(secret))
                .query(Boolean.class)
                .single();
    }

    /**
     * Uses a token up, in the caller's transaction. Of two that present the same one-use token at once, the second waits for
     * the first and is then refused.
     *
     * @throws EnrolmentRefusedException if the token does not allow it
     */
    void consume(String secret, BuildTargetType pool) {
        int used = jdbc.sql("""
                        update enrolment_tokens set use_count = use_count + 1, last_used_at = now()
                        where token_sha256 = :sha256 and revoked_at is null
                          and (reusable or use_count = 0)
                          and (expires_at is null or expires_at > now())
                          and (target_type is null or target_type = :pool)
                        """)
                .param("sha256", BearerSecret.sha256(secret))
                .param("pool", pool.name())
                .update();
        if (used == 0) {
            throw new EnrolmentRefusedException();
        }
    }

    private static EnrolmentToken read(ResultSet row, int number) throws SQLException {
        String pool = row.getString("target_type");
        return new EnrolmentToken(
                row.getObject("id", UUID.class),
                row.getString("description"),
                pool == null ? null : BuildTargetType.valueOf(pool),
                row.getBoolean("reusable"),
                row.getInt("use_count"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Rows.instant(row, "expires_at"),
                Rows.instant(row, "last_used_at"),
                Rows.instant(row, "revoked_at"));
    }
}
