package net.buildserver.api.security.tokens;

import static java.time.ZoneOffset.UTC;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import net.buildserver.orchestrator.platform.Ages;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ring of keys that sign access tokens. All servers share it through the database; each keeps a copy for a minute, so a
 * key that was retired at once is refused everywhere a minute later at the latest.
 */
@Component
class SigningKeys {
    static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int KID_BYTES = 12;
    private static final long LOCK = 0x6275696c64736b31L;
    private static final Duration COPY_LIFETIME = Duration.ofMinutes(1);
    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(1);

    private record Copy(List<SigningKey> newestFirst, Instant readAt) {}

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final TokenProperties properties;
    private final SecureRandom random = new SecureRandom();
    private volatile Copy copy = new Copy(List.of(), Instant.MIN);

    SigningKeys(JdbcClient database, TransactionTemplate transaction, InstantSource time, TokenProperties properties) {
        this.database = database;
        this.transaction = transaction;
        this.time = time;
        this.properties = properties;
    }

    /** Returns the key to sign with; makes one if there is none or the newest is too old. */
    SigningKey current() {
        return signing(copy(COPY_LIFETIME)).orElseGet(() -> {
            rotate(false);
            return signing(copy).orElseThrow();
        });
    }

    /** Returns the key with this id if it still verifies. */
    Optional<SigningKey> find(String kid) {
        return find(copy(COPY_LIFETIME), kid).or(() -> find(copy(UNKNOWN_KEY_PAUSE), kid));
    }

    /** Makes a new key and refuses all tokens that older ones signed. */
    void replaceAll() {
        rotate(true);
    }

    private Optional<SigningKey> find(Copy keys, String kid) {
        Instant now = time.instant();
        return keys.newestFirst().stream()
                .filter(key -> key.kid().equals(kid) && key.verifies(now))
                .findFirst();
    }

    private Optional<SigningKey> signing(Copy keys) {
        Instant oldest = time.instant().minus(properties.keyLifetime());
        return keys.newestFirst().stream()
                .filter(key -> key.retiredAt() == null && key.createdAt().isAfter(oldest))
                .findFirst();
    }

    private Copy copy(Duration lifetime) {
        Copy present = copy;
        if (present.newestFirst().isEmpty() || !Ages.isYounger(present.readAt(), lifetime, time.instant())) {
            present = read();
            copy = present;
        }
        return present;
    }

    /** The lock lets one server make the key that all others then find. */
    private void rotate(boolean atOnce) {
        copy = Objects.requireNonNull(transaction.execute(status -> {
            database.sql("select 1 from pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query()
                    .singleRow();
            Copy present = read();
            if (!atOnce && signing(present).isPresent()) {
                return present;
            }
            Instant now = time.instant();
            Instant end = atOnce ? now : now.plus(properties.accessLifetime()).plus(COPY_LIFETIME);
            database.sql("update signing_keys set retired_at = :end where retired_at is null or retired_at > :end")
                    .param("end", end.atOffset(UTC))
                    .update();
            database.sql("insert into signing_keys (kid, secret, created_at) values (:kid, :secret, :now)")
                    .param("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(random(KID_BYTES)))
                    .param("secret", random(SECRET_BYTES))
                    .param("now", now.atOffset(UTC))
                    .update();
            return read();
        }));
    }

    private Copy read() {
        Instant now = time.instant();
        List<SigningKey> keys = Rows.list(
                database.sql("select kid, secret, created_at, retired_at from signing_keys order by created_at desc")
                        .query(SigningKeys::key));
        return new Copy(keys, now);
    }

    private static SigningKey key(ResultSet row, int number) throws SQLException {
        return new SigningKey(
                row.getString("kid"),
                new SecretKeySpec(row.getBytes("secret"), ALGORITHM),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Rows.instant(row, "retired_at"));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
