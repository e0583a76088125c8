package net.buildserver.api.security.tokens;

import java.time.Instant;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs or verifies access tokens.
 *
 * @param kid its id, in the header of each token
 * @param secret the key itself
 * @param createdAt when it was made
 * @param retiredAt from when on it verifies nothing, or null while it signs
 */
record SigningKey(
        String kid,
        SecretKey secret,
        Instant createdAt,
        @Nullable Instant retiredAt) {
    boolean verifies(Instant now) {
        return retiredAt == null || now.isBefore(retiredAt);
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
