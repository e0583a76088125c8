package net.buildserver.api.standalone.guide;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Downloads an artifact again and compares its digest with what the server says. */
final class ArtifactCheck {
    private static final int BUFFER = 1 << 16;

    private final ApiClient api;

    ArtifactCheck(ApiClient api) {
        this.api = api;
    }

    /** Returns whether the bytes behind the artifact's download URL have its size and SHA-256. */
    boolean matches(JsonNode artifact) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (InputStream in = api.download(artifact.path("downloadUrl").asString())) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        return size == artifact.path("sizeBytes").asLong()
                && actual.equals(artifact.path("sha256Hash").asString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
            throw new IllegalStateException(impossible);
        }
    }
}
