package net.buildserver.api.status;

import net.buildserver.orchestrator.status.PartStatus;
import net.buildserver.orchestrator.status.SystemStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows store and disk in the server's health, beside what Spring shows of database and Redis. */
@Configuration(proxyBeanMethods = false)
class StatusHealthConfiguration {
    @Bean
    HealthIndicator storeHealthIndicator(SystemStatus status) {
        return () -> health(status, "store");
    }

    /** In place of Spring's own, which knows one folder and no builds. */
    @Bean
    HealthIndicator diskSpaceHealthIndicator(SystemStatus status) {
        return () -> health(status, "disk");
    }

    private static Health health(SystemStatus status, String name) {
        return status.parts().stream()
                .filter(part -> part.part().equals(name) && !part.up())
                .findFirst()
                .map(StatusHealthConfiguration::down)
                .orElseGet(() -> Health.up().build());
    }

    private static Health down(PartStatus part) {
        return Health.down()
                .withDetail("effect", String.valueOf(part.effect()))
                .withDetail("since", part.since().toString())
                .build();
    }
}
