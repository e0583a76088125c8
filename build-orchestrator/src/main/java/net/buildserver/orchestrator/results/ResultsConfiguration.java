package net.buildserver.orchestrator.results;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.orchestrator.builds.BuildLifecycle;
import net.buildserver.orchestrator.cache.ProjectUses;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.tasks.BuildLocks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ResultsConfiguration {
    @Bean
    Reports reports(
            JdbcClient jdbc,
            JdbcTemplate template,
            ProjectUses projects,
            AttemptFence fence,
            BuildLocks locks,
            BuildLifecycle builds,
            Signals signals,
            MeterRegistry registry) {
        return new Reports(
                jdbc, new ReportRows(template, projects), fence, locks, builds, new ReportEffects(signals, registry));
    }
}
