package net.buildserver.api.builds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.builds.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the header {@code Idempotency-Key}; two requests are the same if they say the same, however it is written. */
final class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private IdempotencyKeys() {}

    static @Nullable IdempotencyKey read(@Nullable String header, String path, @Nullable Object body) {
        if (header == null) {
            return null;
        }
        if (!header.matches("[\\x21-\\x7e]{1,255}")) {
            throw new UnreadableRequestException(HEADER, "must be 1 to 255 visible ASCII characters, such as a UUID.");
        }
        String request = path + "\n" + CANONICAL.writeValueAsString(body);
        return new IdempotencyKey(header, sha256(request));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256.", missing);
        }
    }
}
