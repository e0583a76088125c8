package net.buildserver.api.security.tokens;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.api.security.Role;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.api.security.users.VerifiedUser;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.IdGenerator;

/**
 * Sessions: what begins with a password and lives on by refresh tokens, each of which is used once. The only writer of their
 * tables.
 */
@Component
class Sessions {
    private final JdbcClient database;
    private final InstantSource time;
    private final IdGenerator ids;
    private final TokenProperties properties;

    Sessions(JdbcClient database, InstantSource time, IdGenerator ids, TokenProperties properties) {
        this.database = database;
        this.time = time;
        this.ids = ids;
        this.properties = properties;
    }

    /** Begins a session and returns it with its first refresh token. */
    @Transactional
    public RefreshOutcome.Renewed begin(VerifiedUser user) {
        Instant now = time.instant();
        UUID userId = user.user().id();
        UUID sessionId = ids.generateId();
        database.sql("delete from sessions where user_id = :user and expires_at < :now")
                .param("user", userId)
                .param("now", now.atOffset(UTC))
                .update();
        database.sql("""
                        insert into sessions (id, user_id, token_version, created_at, expires_at)
                        values (:id, :user, :version, :now, :end)""")
                .param("id", sessionId)
                .param("user", userId)
                .param("version", user.tokenVersion())
                .param("now", now.atOffset(UTC))
                .param("end", now.plus(properties.sessionLifetime()).atOffset(UTC))
                .update();
        return new RefreshOutcome.Renewed(userId, sessionId, addToken(sessionId, null));
    }

    /**
     * Uses up a refresh token. A used one is taken again for a few seconds while none that followed it was used, as its answer
     * may have been lost; later it ends the session.
     */
    @Transactional
    public RefreshOutcome refresh(RefreshToken token) {
        byte[] hash = token.sha256();
        Optional<UUID> sessionId = database.sql("select session_id from refresh_tokens where token_sha256 = ?")
                .param(hash)
                .query(UUID.class)
                .optional();
        // The session's row is the lock that parallel refreshes wait for; what they read after it is what the first one
        // left.
        Optional<UUID> userId = sessionId.flatMap(this::lockLiving);
        if (userId.isEmpty()) {
            return new RefreshOutcome.Refused();
        }
        UUID session = sessionId.orElseThrow();
        return switch (state(hash)) {
            case Fresh -> {
                database.sql("update refresh_tokens set used_at = :now where token_sha256 = :hash and used_at is null")
                        .param("now", time.instant().atOffset(UTC))
                        .param("hash", hash)
                        .update();
                yield new RefreshOutcome.Renewed(userId.get(), session, addToken(session, hash));
            }
            case Repeated -> new RefreshOutcome.Renewed(userId.get(), session, addToken(session, hash));
            case Expired -> new RefreshOutcome.Refused();
            case Used -> {
                end(session, "A refresh token was used twice.");
                yield new RefreshOutcome.Reused(userId.get(), session);
            }
        };
    }

    /** Ends a session: its access and refresh tokens are refused from now on. */
    @Transactional
    public void end(UUID sessionId, String reason) {
        database.sql(
                        "update sessions set revoked_at = :now, revoke_reason = :reason where id = :id and revoked_at is null")
                .param("now", time.instant().atOffset(UTC))
                .param("reason", reason)
                .param("id", sessionId)
                .update();
    }

    /** Returns the user of a living session, with the role that the user has now. */
    public Optional<UserPrincipal> principal(AccessTokens.Content token) {
        return database.sql("""
                        select u.username, u.role from sessions s join users u on u.id = s.user_id
                        where s.id = :session and u.id = :user and s.revoked_at is null and s.expires_at > :now
                          and u.enabled and u.token_version = s.token_version""")
                .param("session", token.sessionId())
                .param("user", token.userId())
                .param("now", time.instant().atOffset(UTC))
                .query((row, number) -> UserPrincipal.signedIn(
                        token.userId(),
                        row.getString("username"),
                        Role.valueOf(row.getString("role")),
                        token.sessionId()))
                .optional();
    }

    private enum TokenState {
        Fresh,
        Repeated,
        Used,
        Expired
    }

    private Optional<UUID> lockLiving(UUID sessionId) {
        return database.sql("""
                        select s.user_id from sessions s join users u on u.id = s.user_id
                        where s.id = :session and s.revoked_at is null and s.expires_at > :now
                          and u.enabled and u.token_version = s.token_version
                        for update of s""")
                .param("session", sessionId)
                .param("now", time.instant().atOffset(UTC))
                .query(UUID.class)
                .optional();
    }

    private TokenState state(byte[] hash) {
        Instant now = time.instant();
        return database.sql("""
                        select expires_at, used_at, exists (select 1 from refresh_tokens n
                          where n.parent_sha256 = t.token_sha256 and n.used_at is not null) as followed
                        from refresh_tokens t where token_sha256 = :hash""")
                .param("hash", hash)
                .query((row, number) -> {
                    OffsetDateTime usedAt = row.getObject("used_at", OffsetDateTime.class);
                    if (usedAt != null) {
                        boolean soon = usedAt.toInstant()
                                .plus(properties.refreshGrace())
                                .isAfter(now);
                        return soon && !row.getBoolean("followed") ? TokenState.Repeated : TokenState.Used;
                    }
                    return row.getObject("expires_at", OffsetDateTime.class)
                                    .toInstant()
                                    .isAfter(now)
                            ? TokenState.Fresh
                            : TokenState.Expired;
                })
                .optional()
                .orElse(TokenState.Expired);
    }

    private RefreshToken addToken(UUID sessionId, byte @Nullable [] parent) {
        RefreshToken token = RefreshToken.random();
        Instant now = time.instant();
        database.sql("""
                        insert into refresh_tokens (token_sha256, session_id, parent_sha256, issued_at, expires_at)
                        values (:hash, :session, :parent, :now, :end)""")
                .param("hash", token.sha256())
                .param("session", sessionId)
                .param("parent", parent)
                .param("now", now.atOffset(UTC))
                .param("end", now.plus(properties.refreshLifetime()).atOffset(UTC))
                .update();
        return token;
    }
}
