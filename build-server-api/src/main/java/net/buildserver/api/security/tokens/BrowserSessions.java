package net.buildserver.api.security.tokens;

import static java.time.ZoneOffset.UTC;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.api.security.tokens.AccessTokens.Content;
import net.buildserver.api.security.users.VerifiedUser;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions that browsers hold as one secret in a cookie which scripts cannot read. Only its hash is stored; the session behind it
 * is one like any other, so that whatever ends sessions ends these too.
 */
@Component
class BrowserSessions {
    private static final String PREFIX = "bsbs_";
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Sessions sessions;
    private final InstantSource time;
    private final TokenProperties properties;

    BrowserSessions(JdbcClient database, Sessions sessions, InstantSource time, TokenProperties properties) {
        this.database = database;
        this.sessions = sessions;
        this.time = time;
        this.properties = properties;
    }

    /** Begins a session and returns its secret. The session's refresh token is not handed out, so nobody can use it. */
    @Transactional
    public String begin(VerifiedUser user) {
        UUID session = sessions.begin(user).sessionId();
        String secret = random();
        Instant now = time.instant();
        database.sql("""
                        insert into browser_sessions (secret_sha256, session_id, created_at, expires_at)
                        values (:hash, :session, :now, :end)""")
                .param("hash", new RefreshToken(secret).sha256())
                .param("session", session)
                .param("now", now.atOffset(UTC))
                .param("end", now.plus(properties.refreshLifetime()).atOffset(UTC))
                .update();
        return secret;
    }

    /** Returns whose living session {@code secret} is; using it once a day keeps it alive. */
    @Transactional
    public Optional<Content> find(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = new RefreshToken(secret).sha256();
        Instant now = time.instant();
        Optional<Found> found = database.sql("""
                        select s.user_id, s.id as session_id, b.expires_at < :renewed as stale
                        from browser_sessions b join sessions s on s.id = b.session_id
                        where b.secret_sha256 = :hash and b.expires_at > :now""")
                .param("hash", hash)
                .param("now", now.atOffset(UTC))
                .param(
                        "renewed",
                        now.plus(properties.refreshLifetime())
                                .minusSeconds(86_400)
                                .atOffset(UTC))
                .query(Rows.of(Found.class))
                .optional();
        found.filter(Found::stale)
                .ifPresent(_ -> database.sql(
                                "update browser_sessions set expires_at = :end where secret_sha256 = :hash")
                        .param("end", now.plus(properties.refreshLifetime()).atOffset(UTC))
                        .param("hash", hash)
                        .update());
        return found.map(session -> new Content(session.userId(), session.sessionId()));
    }

    private record Found(UUID userId, UUID sessionId, boolean stale) {}

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
