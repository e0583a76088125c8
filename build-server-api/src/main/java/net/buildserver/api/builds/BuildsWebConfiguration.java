package net.buildserver.api.builds;

import java.time.InstantSource;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.results.reading.BuildResults;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;

/** Wires what the controllers of builds stand on. */
@Configuration(proxyBeanMethods = false)
class BuildsWebConfiguration {
    @Bean
    BuildRequests buildRequests(BuildRequestProperties properties, IdGenerator ids, InstantSource clock) {
        return new BuildRequests(properties.rules(), ids, clock);
    }

    @Bean
    BuildViews buildViews(
            Builds builds,
            BuildResults results,
            WaitReasons waitReasons,
            InstantSource clock,
            BuildRequestProperties properties) {
        return new BuildViews(builds, results, waitReasons, clock, properties.traceUrlTemplate());
    }
}
