package net.buildserver.orchestrator.artifacts.store;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;

/** Multipart uploads of S3. */
final class S3BlobParts implements BlobParts {
    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Bucket bucket;

    S3BlobParts(S3Client client, S3Presigner presigner, StoreProperties properties) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = new S3Bucket(client, properties.bucket());
    }

    @Override
    public String begin(String key, String contentType) {
        return attempt(() -> client.createMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key).contentType(contentType))
                .uploadId());
    }

    @Override
    public SignedPut signPart(String key, String uploadId, int number, long size, Duration validity) {
        PresignedUploadPartRequest signed =
                attempt(() -> presigner.presignUploadPart(request -> request.signatureDuration(validity)
                        .uploadPartRequest(part -> part.bucket(bucket.name())
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .contentLength(size))));
        return new SignedPut(URI.create(signed.url().toString()), S3Headers.headersToSend(signed.signedHeaders()));
    }

    @Override
    public Map<Integer, Long> find(String key, String uploadId) {
        return list(key, uploadId).stream().collect(Collectors.toMap(Part::partNumber, Part::size));
    }

    @Override
    public void complete(String key, String uploadId) {
        List<CompletedPart> parts = list(key, uploadId).stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .build())
                .toList();
        if (!parts.isEmpty()) {
            unlessGone(() -> client.completeMultipartUpload(request -> request.bucket(bucket.name())
                    .key(key)
                    .uploadId(uploadId)
                    .multipartUpload(all -> all.parts(parts))));
        }
    }

    @Override
    public void abort(String key, String uploadId) {
        unlessGone(() -> client.abortMultipartUpload(
                request -> request.bucket(bucket.name()).key(key).uploadId(uploadId)));
    }

    private List<Part> list(String key, String uploadId) {
        List<Part> parts = new ArrayList<>();
        Integer after = null;
        do {
            Integer marker = after;
            ListPartsResponse page = unlessGone(() -> client.listParts(request ->
                    request.bucket(bucket.name()).key(key).uploadId(uploadId).partNumberMarker(marker)));
            if (page == null) {
                return List.of();
            }
            parts.addAll(page.parts());
            after = Boolean.TRUE.equals(page.isTruncated()) ? page.nextPartNumberMarker() : null;
        } while (after != null);
        return parts;
    }

    private <T> @Nullable T unlessGone(Supplier<T> call) {
        return attempt(() -> {
            try {
                return call.get();
            } catch (S3Exception failure) {
                if (failure.statusCode() == 404) {
                    return null;
                }
                throw failure;
            }
        });
    }

    private <T extends @Nullable Object> T attempt(Supplier<T> call) {
        try {
            bucket.makeSure();
            return call.get();
        } catch (SdkException failure) {
            throw new StoreUnavailableException(failure);
        }
    }
}
