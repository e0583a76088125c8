package net.buildserver.orchestrator.artifacts.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where artifacts and logs are kept.
 *
 * @param endpoint base URL of the S3 store, or null for AWS itself
 * @param publicEndpoint base URL by which agents and browsers reach the store, or null for the same
 * @param region region, by default {@code us-east-1}
 * @param bucket bucket, made if it is missing, by default {@code build-server}
 * @param accessKey access key, or null for the environment's own credentials (role, profile)
 * @param secretKey secret key, or null likewise
 * @param pathStyle whether the bucket stands in the path and not in the host name, by default true
 */
@Validated
@ConfigurationProperties("build-server.store")
record StoreProperties(
        @Nullable URI endpoint,
        @Nullable URI publicEndpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("build-server") String bucket,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("true") boolean pathStyle) {
    /** Never shows the secret key. */
    @Override
    public String toString() {
        return "StoreProperties[endpoint=" + endpoint + ", bucket=" + bucket + ", secretKey=***REDACTED***]";
    }
}
