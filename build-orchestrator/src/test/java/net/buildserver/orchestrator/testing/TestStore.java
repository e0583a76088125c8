package net.buildserver.orchestrator.testing;

/**
 * An S3 store with a bucket of its own for one test class.
 *
 * @param endpoint base URL of the store
 * @param bucket name of a bucket that does not exist yet
 * @param accessKey access key
 * @param secretKey secret key
 */
public record TestStore(String endpoint, String bucket, String accessKey, String secretKey) {}
