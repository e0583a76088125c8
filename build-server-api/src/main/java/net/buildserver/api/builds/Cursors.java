package net.buildserver.api.builds;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.orchestrator.builds.BuildCursor;
import org.jspecify.annotations.Nullable;

/** Cursors as clients see them: text without meaning to them, which they give back unchanged. */
final class Cursors {
    private static final int BUILD_BYTES = 3 * Long.BYTES;
    private static final String MESSAGE = "must be the cursor of an earlier answer's 'next' link.";

    private Cursors() {}

    static String write(BuildCursor cursor) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, cursor.createdAt());
        byte[] bytes = new byte[BUILD_BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(micros)
                .putLong(cursor.id().getMostSignificantBits())
                .putLong(cursor.id().getLeastSignificantBits());
        return encode(bytes);
    }

    static @Nullable BuildCursor readBuild(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        ByteBuffer bytes = decode(cursor, BUILD_BYTES);
        Instant createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        return new BuildCursor(createdAt, new UUID(bytes.getLong(), bytes.getLong()));
    }

    static String write(int offset) {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).putInt(offset);
        return encode(bytes);
    }

    static int readOffset(@Nullable String cursor) {
        int offset = cursor == null ? 0 : decode(cursor, Integer.BYTES).getInt();
        if (offset < 0) {
            throw new UnreadableRequestException("cursor", MESSAGE);
        }
        return offset;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ByteBuffer decode(String cursor, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == length) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableRequestException("cursor", MESSAGE);
        }
        throw new UnreadableRequestException("cursor", MESSAGE);
    }
}
