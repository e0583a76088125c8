package net.buildserver.api.builds;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers with an entity tag over the content, so that who asks again and again is told when nothing has changed. */
final class Etags {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LENGTH = 16;

    private Etags() {}

    static <T> ResponseEntity<T> answer(HttpServletRequest request, T body) {
        String etag = "\"" + digest(body) + "\"";
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        ResponseEntity.BodyBuilder answer =
                known != null && known.contains(etag) ? ResponseEntity.status(304) : ResponseEntity.ok();
        answer.eTag(etag).cacheControl(CacheControl.noCache().cachePrivate());
        return known != null && known.contains(etag) ? answer.build() : answer.body(body);
    }

    private static String digest(Object body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest, 0, LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256.", missing);
        }
    }
}
