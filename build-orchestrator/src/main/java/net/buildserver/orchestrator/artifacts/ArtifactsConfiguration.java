package net.buildserver.orchestrator.artifacts;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.lease.AttemptFence;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the artifacts. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {
    @Bean
    Artifacts artifacts(JdbcClient jdbc, BlobStore store, MeterRegistry metrics) {
        return new Artifacts(new ArtifactRows(jdbc), new AttemptFence(jdbc), store, metrics);
    }
}
