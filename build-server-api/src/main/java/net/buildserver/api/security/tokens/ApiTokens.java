package net.buildserver.api.security.tokens;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.api.security.Role;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.IdGenerator;

/**
 * Tokens with which scripts act for users; the only writer of their table. Nothing is remembered between requests: a token that was
 * revoked, and a user who was demoted, disabled or removed, is found out by the next one, on every server.
 */
@Component
class ApiTokens {
    /** Most that a user may have, expired ones included. */
    static final int MOST = 50;

    /** How long an expired token is still listed, so that its owner sees why a script is refused. */
    private static final Duration LISTED_AFTER_END = Duration.ofDays(30);

    /** How late {@link ApiToken#lastUsedAt} may be, so that requests seldom write. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String SELECT = """
            select t.id, t.name, u.username, t.role, t.created_at, t.expires_at, t.last_used_at
            from api_tokens t join users u on u.id = t.user_id
            """;

    private final JdbcClient database;
    private final InstantSource time;
    private final IdGenerator ids;

    ApiTokens(JdbcClient database, InstantSource time, IdGenerator ids) {
        this.database = database;
        this.time = time;
        this.ids = ids;
    }

    /**
     * What a token is to be.
     *
     * @param name what it is for
     * @param role what it may do at most
     * @param validFor how long it holds
     */
    record Terms(String name, Role role, Duration validFor) {}

    /**
     * Makes a token of the user {@code userId}; the answer holds its secret, this once.
     *
     * @throws ConflictException if the user has as many as there may be
     */
    @Transactional
    public NewApiToken create(UUID userId, Terms terms) {
        Instant now = time.instant();
        // The user's row is the lock by which requests at the same time count each other's tokens.
        database.sql("select id from users where id = :user for update")
                .param("user", userId)
                .query(UUID.class)
                .optional();
        database.sql("delete from api_tokens where user_id = :user and expires_at < :old")
                .param("user", userId)
                .param("old", now.minus(LISTED_AFTER_END).atOffset(UTC))
                .update();
        if (count(userId) >= MOST) {
            throw new ConflictException("You have " + MOST + " API tokens, as many as there may be; revoke one first.");
        }
        ApiTokenSecret secret = ApiTokenSecret.random();
        UUID id = ids.generateId();
        database.sql("""
                        insert into api_tokens (id, user_id, name, role, token_sha256, created_at, expires_at)
                        values (:id, :user, :name, :role, :hash, :now, :end)""")
                .param("id", id)
                .param("user", userId)
                .param("name", terms.name())
                .param("role", terms.role().name())
                .param("hash", secret.sha256())
                .param("now", now.atOffset(UTC))
                .param("end", now.plus(terms.validFor()).atOffset(UTC))
                .update();
        ApiToken made = database.sql(SELECT + "where t.id = :id")
                .param("id", id)
                .query(Rows.of(ApiToken.class))
                .single();
        return new NewApiToken(secret.text(), made);
    }

    /** Returns the tokens of a user, the newest first. */
    public List<ApiToken> of(UUID userId) {
        return database.sql(SELECT + "where t.user_id = :user order by t.created_at desc, t.id")
                .param("user", userId)
                .query(Rows.of(ApiToken.class))
                .list();
    }

    /** Returns at most {@code most} tokens of the user of this name or, if it is null, of all users, the newest first. */
    public List<ApiToken> list(@Nullable String username, int most) {
        return database.sql(SELECT + """
                        where cast(:user as text) is null or u.username = :user
                        order by t.created_at desc, t.id limit :most""")
                .param("user", username)
                .param("most", most)
                .query(Rows.of(ApiToken.class))
                .list();
    }

    /** Revokes a token, of the user {@code userId} or, if that is null, of anybody; returns it, or empty if there is none. */
    @Transactional
    public Optional<ApiToken> revoke(UUID id, @Nullable UUID userId) {
        Optional<ApiToken> token = database.sql(
                        SELECT + "where t.id = :id and (cast(:user as uuid) is null or t.user_id = :user)")
                .param("id", id)
                .param("user", userId)
                .query(Rows.of(ApiToken.class))
                .optional();
        token.ifPresent(found -> database.sql("delete from api_tokens where id = :id")
                .param("id", id)
                .update());
        return token;
    }

    /** Returns for whom the holder of {@code secret} acts, with what both the token and its owner may do now. */
    public Optional<UserPrincipal> principal(ApiTokenSecret secret) {
        if (!secret.isWellFormed()) {
            return Optional.empty();
        }
        Instant now = time.instant();
        Optional<Holder> holder = database.sql("""
                        select t.id, t.name, t.role, u.id as user_id, u.username, u.role as user_role,
                               coalesce(t.last_used_at < :noted, true) as stale
                        from api_tokens t join users u on u.id = t.user_id
                        where t.token_sha256 = :hash and t.expires_at > :now and u.enabled""")
                .param("noted", now.minus(USE_NOTED_EVERY).atOffset(UTC))
                .param("hash", secret.sha256())
                .param("now", now.atOffset(UTC))
                .query(Rows.of(Holder.class))
                .optional();
        holder.filter(Holder::stale).ifPresent(found -> noteUse(found.id(), now));
        return holder.map(Holder::principal);
    }

    private record Holder(UUID id, String name, Role role, UUID userId, String username, Role userRole, boolean stale) {
        UserPrincipal principal() {
            Role least = role.compareTo(userRole) < 0 ? role : userRole;
            return UserPrincipal.byToken(userId, username, least, name);
        }
    }

    private void noteUse(UUID id, Instant now) {
        database.sql(
                        "update api_tokens set last_used_at = :now where id = :id and coalesce(last_used_at < :noted, true)")
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .param("noted", now.minus(USE_NOTED_EVERY).atOffset(UTC))
                .update();
    }

    private int count(UUID userId) {
        return database.sql("select count(*) from api_tokens where user_id = :user")
                .param("user", userId)
                .query(Integer.class)
                .single();
    }
}
