package net.buildserver.api.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import net.buildserver.api.platform.BodyTooLargeException;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.domain.protocol.AgentProtocol;

/** The encodings that log bytes may travel in. */
final class ChunkEncoding {
    private ChunkEncoding() {}

    /** Returns the log bytes in {@code body}, at most as many as one append may carry however small the body is. */
    static byte[] decode(String encoding, byte[] body) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> unzip(body);
            default -> throw new UnreadableRequestException("Content-Encoding", "must be gzip or identity.");
        };
    }

    private static byte[] unzip(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = gzip.readNBytes(AgentProtocol.MAX_LOG_CHUNK_BYTES + 1);
            if (bytes.length > AgentProtocol.MAX_LOG_CHUNK_BYTES) {
                throw new BodyTooLargeException(AgentProtocol.MAX_LOG_CHUNK_BYTES);
            }
            return bytes;
        } catch (IOException broken) {
            throw new UnreadableRequestException("body", "must be gzip data, as Content-Encoding says.");
        }
    }
}
