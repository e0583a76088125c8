package net.buildserver.api.artifacts;

import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.artifacts.store.StoreUnavailableException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the object store part of the server's health. */
@Configuration(proxyBeanMethods = false)
class StoreHealthConfiguration {
    @Bean
    HealthIndicator storeHealthIndicator(BlobStore store) {
        return () -> {
            try {
                store.check();
                return Health.up().build();
            } catch (StoreUnavailableException away) {
                return Health.down(away).build();
            }
        };
    }
}
