package net.buildserver.orchestrator.artifacts.store;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Finds out, once, whether the store checks the SHA-256 of what is put: it is offered an object with a wrong one. Some stores
 * refuse the header (S3Proxy answers 501), some take it unread; what they say of digests is not believed.
 */
final class DigestProbe {
    private static final String KEY = "probe/wrong-digest";
    private static final String WRONG = "00".repeat(32);
    private static final Set<String> MISMATCH = Set.of("BadDigest", "XAmzContentChecksumMismatch");

    private final S3Client client;
    private final String bucket;
    private volatile @Nullable Boolean checks;

    DigestProbe(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    boolean storeChecks() {
        Boolean known = checks;
        if (known == null) {
            known = probe();
            checks = known;
        }
        return known;
    }

    private boolean probe() {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key(KEY).checksumSHA256(S3Headers.base64(WRONG)),
                    RequestBody.fromString("Is the digest of this object checked?", StandardCharsets.UTF_8));
        } catch (S3Exception refused) {
            if (refused.statusCode() >= 500 && refused.statusCode() != 501) {
                throw refused;
            }
            // Whatever stands before a store may refuse without a code.
            AwsErrorDetails details = refused.awsErrorDetails();
            String code = details == null ? null : details.errorCode();
            return code != null && MISMATCH.contains(code);
        }
        client.deleteObject(request -> request.bucket(bucket).key(KEY));
        return false;
    }
}
