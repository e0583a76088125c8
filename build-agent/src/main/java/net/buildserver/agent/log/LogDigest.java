package net.buildserver.agent.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a log, by which both sides see that they have the same one. */
public final class LogDigest {
    private static final int BUFFER = 64 << 10;

    private final MessageDigest digest;

    /** Begins with an empty log. */
    public LogDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Goes on with the first {@code length} of {@code bytes}. */
    public void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** Returns the digest of all bytes in lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the digest of a file. */
    public static String of(Path file) throws IOException {
        LogDigest digest = new LogDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, count);
            }
        }
        return digest.hex();
    }
}
