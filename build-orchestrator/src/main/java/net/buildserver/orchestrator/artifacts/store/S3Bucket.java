package net.buildserver.orchestrator.artifacts.store;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket, made when it is first needed and missing. */
final class S3Bucket {
    private final S3Client client;
    private final String name;
    private volatile boolean seen;

    S3Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    void makeSure() {
        if (!seen) {
            create();
            seen = true;
        }
    }

    private void create() {
        try {
            client.headBucket(request -> request.bucket(name));
        } catch (S3Exception failure) {
            if (failure.statusCode() != 404) {
                throw failure;
            }
            make();
        }
    }

    private void make() {
        try {
            client.createBucket(request -> request.bucket(name));
        } catch (S3Exception failure) {
            // Another node was faster.
            if (failure.statusCode() != 409) {
                throw failure;
            }
        }
    }
}
