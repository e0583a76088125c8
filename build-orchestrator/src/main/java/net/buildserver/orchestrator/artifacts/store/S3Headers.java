package net.buildserver.orchestrator.artifacts.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which S3 wants digests, headers and file names. */
final class S3Headers {
    private S3Headers() {}

    static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    static @Nullable String hex(@Nullable String base64) {
        // Objects put in parts have a digest of digests, marked by the number of parts after a dash.
        return base64 == null || base64.contains("-")
                ? null
                : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    /** Returns the signed headers but those that every HTTP client sets by itself. */
    static Map<String, String> headersToSend(Map<String, List<String>> signed) {
        Map<String, String> headers = new HashMap<>();
        signed.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    /** Returns a Content-Disposition that saves as {@code fileName}: RFC 6266, plain ASCII beside RFC 5987's encoding. */
    static String attachment(String fileName) {
        String ascii = fileName.replaceAll("[^A-Za-z0-9 ._+-]", "_");
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
