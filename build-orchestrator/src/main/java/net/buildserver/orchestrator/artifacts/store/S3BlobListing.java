package net.buildserver.orchestrator.artifacts.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Lists a bucket page by page. */
final class S3BlobListing implements BlobListing {
    private final S3Client client;
    private final S3Bucket bucket;

    S3BlobListing(S3Client client, StoreProperties properties) {
        this.client = client;
        this.bucket = new S3Bucket(client, properties.bucket());
    }

    @Override
    public void forEach(Consumer<List<ListedBlob>> page) {
        @Nullable String after = null;
        do {
            ListObjectsV2Response answer = list(after);
            page.accept(answer.contents().stream()
                    .map(one -> new ListedBlob(one.key(), one.size(), one.lastModified()))
                    .toList());
            after = Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null;
        } while (after != null);
    }

    private ListObjectsV2Response list(@Nullable String after) {
        try {
            bucket.makeSure();
            return client.listObjectsV2(request -> request.bucket(bucket.name()).continuationToken(after));
        } catch (SdkException failure) {
            throw new StoreUnavailableException(failure);
        }
    }
}
