package net.buildserver.api.security.tokens;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import net.buildserver.api.security.users.User;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Signs and verifies access tokens: JWTs with HMAC-SHA-256 and nothing else. Of the header only {@code alg} and {@code kid} are
 * read; keys that a token brings along or points to are never looked at.
 */
@Component
@SuppressWarnings("JavaUtilDate") // jjwt knows no other type of time
class AccessTokens {
    private static final String ISSUER = "build-server";
    private static final String AUDIENCE = "build-server-api";
    private static final String SESSION = "sid";
    /** Checked before anything looks for such a key. */
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{16}");

    private final SigningKeys keys;
    private final InstantSource time;
    private final TokenProperties properties;
    private final IdGenerator ids;
    private final JwtParser parser;
    private final VerifiedTokens verified = new VerifiedTokens();

    AccessTokens(SigningKeys keys, InstantSource time, TokenProperties properties, IdGenerator ids) {
        this.keys = keys;
        this.time = time;
        this.properties = properties;
        this.ids = ids;
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .zip()
                .clear()
                .and()
                .keyLocator(this::key)
                .clock(() -> Date.from(time.instant()))
                .requireIssuer(ISSUER)
                .requireAudience(AUDIENCE)
                .build();
    }

    /**
     * What a valid token says.
     *
     * @param userId whom it was issued to
     * @param sessionId in which session
     */
    record Content(UUID userId, UUID sessionId) {}

    /** Returns a new token for {@code user} in the session {@code sessionId}. */
    String issue(User user, UUID sessionId) {
        SigningKey key = keys.current();
        Instant now = time.instant();
        return Jwts.builder()
                .header()
                .keyId(key.kid())
                .type("JWT")
                .and()
                .issuer(ISSUER)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(user.id().toString())
                .id(ids.generateId().toString())
                .issuedAt(Date.from(now))
                .notBefore(Date.from(now))
                .expiration(Date.from(now.plus(properties.accessLifetime())))
                .claim(SESSION, sessionId.toString())
                .claim("name", user.username())
                .claim("role", user.role().name())
                .signWith(key.secret(), Jwts.SIG.HS256)
                .compact();
    }

    /** Returns what {@code token} says if it is one of ours and its time has come and not passed. */
    Optional<Content> verify(String token) {
        Optional<Content> known = verified.find(token, time.instant(), keys);
        return known.isPresent() ? known : parse(token);
    }

    private Optional<Content> parse(String token) {
        try {
            Jws<Claims> signed = parser.parseSignedClaims(token);
            Claims claims = signed.getPayload();
            String user = claims.getSubject();
            String session = claims.get(SESSION, String.class);
            if (claims.getExpiration() == null || user == null || session == null) {
                return Optional.empty();
            }
            Content content = new Content(UUID.fromString(user), UUID.fromString(session));
            verified.add(
                    token,
                    content,
                    signed.getHeader().getKeyId(),
                    claims.getExpiration().toInstant());
            return Optional.of(content);
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private @Nullable Key key(Header header) {
        if (!(header instanceof JwsHeader signed)
                || !Jwts.SIG.HS256.getId().equals(signed.getAlgorithm())
                || signed.getKeyId() == null
                || !KID.matcher(signed.getKeyId()).matches()) {
            return null;
        }
        return keys.find(signed.getKeyId()).map(SigningKey::secret).orElse(null);
    }
}
