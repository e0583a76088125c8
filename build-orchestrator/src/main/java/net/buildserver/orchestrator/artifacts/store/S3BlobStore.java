package net.buildserver.orchestrator.artifacts.store;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The store on S3 or anything that speaks its protocol. */
final class S3BlobStore implements BlobStore {
    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Bucket bucket;
    private final DigestProbe digests;

    S3BlobStore(S3Client client, S3Presigner presigner, StoreProperties properties) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = new S3Bucket(client, properties.bucket());
        this.digests = new DigestProbe(client, properties.bucket());
    }

    @Override
    public void put(String key, Path file, String contentType) {
        attempt(() -> client.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket.name())
                        .key(key)
                        .contentType(contentType)
                        .build(),
                file));
    }

    @Override
    public InputStream read(String key, long from, long length) {
        String range = "bytes=" + from + "-" + (from + length - 1);
        return attempt(() -> client.getObject(get(key).range(range).build()));
    }

    @Override
    public InputStream read(String key) {
        return attempt(() -> client.getObject(get(key).build()));
    }

    @Override
    public Optional<StoredBlob> find(String key) {
        return attempt(() -> {
            try {
                HeadObjectResponse head = client.headObject(
                        request -> request.bucket(bucket.name()).key(key).checksumMode(ChecksumMode.ENABLED));
                return Optional.of(new StoredBlob(
                        head.contentLength(), digests.storeChecks() ? S3Headers.hex(head.checksumSHA256()) : null));
            } catch (S3Exception failure) {
                if (failure.statusCode() == 404) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    @Override
    public void delete(String key) {
        attempt(() ->
                client.deleteObject(request -> request.bucket(bucket.name()).key(key)));
    }

    @Override
    public SignedPut signPut(String key, BlobDescription blob, Duration validity) {
        PutObjectRequest.Builder put = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .contentType(blob.contentType())
                .contentLength(blob.size());
        PresignedPutObjectRequest signed = attempt(() -> {
            if (digests.storeChecks()) {
                put.checksumSHA256(S3Headers.base64(blob.sha256()));
            }
            return presigner.presignPutObject(
                    request -> request.signatureDuration(validity).putObjectRequest(put.build()));
        });
        return new SignedPut(URI.create(signed.url().toString()), S3Headers.headersToSend(signed.signedHeaders()));
    }

    @Override
    public URI signGet(String key, String fileName, String contentType, Duration validity) {
        GetObjectRequest get = get(key).responseContentType(contentType)
                .responseContentDisposition(S3Headers.attachment(fileName))
                .build();
        return attempt(() -> URI.create(presigner
                .presignGetObject(request -> request.signatureDuration(validity).getObjectRequest(get))
                .url()
                .toString()));
    }

    @Override
    public void check() {
        attempt(() -> client.headBucket(request -> request.bucket(bucket.name())));
    }

    private GetObjectRequest.Builder get(String key) {
        return GetObjectRequest.builder().bucket(bucket.name()).key(key);
    }

    private <T> T attempt(Supplier<T> call) {
        try {
            bucket.makeSure();
            return call.get();
        } catch (SdkException failure) {
            throw new StoreUnavailableException(failure);
        }
    }
}
