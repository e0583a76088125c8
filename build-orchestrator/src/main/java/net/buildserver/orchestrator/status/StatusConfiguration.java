package net.buildserver.orchestrator.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskSettings.class)
class StatusConfiguration {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @Bean
    @Order(0)
    PartCheck databaseCheck(JdbcClient jdbc) {
        return new DatabaseCheck(jdbc);
    }

    @Bean
    @Order(3)
    DiskSpace diskSpace(DiskSettings settings, UsableSpace space) {
        return new DiskSpace(settings, space);
    }

    @Bean
    @ConditionalOnMissingBean
    UsableSpace usableSpace() {
        return StatusConfiguration::usableBytes;
    }

    @Bean
    SystemStatus systemStatus(List<PartCheck> checks, MeterRegistry meters, InstantSource clock) {
        return new SystemStatus(checks, meters, clock);
    }

    @Bean
    BackgroundLoop statusLoop(SystemStatus status) {
        return new BackgroundLoop("status", INTERVAL, status::look);
    }

    /** What cannot be looked at does not stop builds. */
    private static long usableBytes(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException notThere) {
            return Long.MAX_VALUE;
        }
    }
}
