package net.buildserver.orchestrator.artifacts.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Wires the S3 store. The client is made when it is first used, since it takes its time and no start should wait for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {
    @Bean
    @Lazy
    S3Client s3Client(StoreProperties properties) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(properties.region()))
                .endpointOverride(properties.endpoint())
                .credentialsProvider(credentials(properties))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(properties.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
    }

    @Bean
    @Lazy
    S3Presigner s3Presigner(StoreProperties properties) {
        @Nullable URI visible = properties.publicEndpoint() == null ? properties.endpoint() : properties.publicEndpoint();
        return S3Presigner.builder()
                .region(Region.of(properties.region()))
                .endpointOverride(visible)
                .credentialsProvider(credentials(properties))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(properties.pathStyle())
                        .build())
                .build();
    }

    @Bean
    BlobStore blobStore(
            @Lazy S3Client client, @Lazy S3Presigner presigner, StoreProperties properties, MeterRegistry meters) {
        return new MeasuredBlobStore(new S3BlobStore(client, presigner, properties), meters);
    }

    @Bean
    BlobParts blobParts(@Lazy S3Client client, @Lazy S3Presigner presigner, StoreProperties properties) {
        return new S3BlobParts(client, presigner, properties);
    }

    @Bean
    BlobListing blobListing(@Lazy S3Client client, StoreProperties properties) {
        return new S3BlobListing(client, properties);
    }

    private static AwsCredentialsProvider credentials(StoreProperties properties) {
        String accessKey = properties.accessKey();
        String secretKey = properties.secretKey();
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
}
