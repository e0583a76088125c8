package net.buildserver.orchestrator.artifacts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import net.buildserver.orchestrator.artifacts.store.BlobParts;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.status.PartCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the artifacts. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {
    private static final Duration SWEEP = Duration.ofMinutes(5);

    @Bean
    Artifacts artifacts(JdbcClient jdbc, BlobStore store, BlobParts parts, MeterRegistry metrics) {
        ArtifactRows rows = new ArtifactRows(jdbc);
        return new Artifacts(rows, new AttemptFence(jdbc), store, new PartialUploads(rows, parts), metrics);
    }

    @Bean
    @Order(2)
    PartCheck storeCheck(BlobStore store) {
        return new StoreCheck(store);
    }

    @Bean
    BackgroundLoop partialUploadSweep(JdbcClient jdbc, BlobParts parts) {
        PartialUploads uploads = new PartialUploads(new ArtifactRows(jdbc), parts);
        return new BackgroundLoop("partial-upload-sweep", SWEEP, uploads::sweep);
    }
}
