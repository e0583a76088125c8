package net.buildserver.api.builds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import net.buildserver.orchestrator.builds.BuildChanges;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.results.reading.BuildResults;
import net.buildserver.orchestrator.results.reading.BuildTasks;
import net.buildserver.orchestrator.scheduling.WaitReasons;
import net.buildserver.orchestrator.status.PartStatus;
import net.buildserver.orchestrator.status.SystemStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Wires what the controllers of builds stand on. */
@Configuration(proxyBeanMethods = false)
class BuildsWebConfiguration {
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    @Bean
    BuildRequests buildRequests(
            BuildRequestProperties properties, ProjectDefaults defaults, IdGenerator ids, InstantSource clock) {
        return new BuildRequests(properties.rules(), defaults, ids, clock);
    }

    @Bean
    BuildViews buildViews(
            Builds builds,
            BuildResults results,
            BuildTasks tasks,
            WaitReasons waitReasons,
            InstantSource clock,
            BuildRequestProperties properties) {
        return new BuildViews(builds, results, tasks, waitReasons, clock, properties.traceUrlTemplate());
    }

    @Bean
    BuildFeed buildFeed(BuildChanges changes, BuildViews views, JsonMapper json, SystemStatus system) {
        return new BuildFeed(changes, build -> json.writeValueAsString(views.item(build)), () -> away(system));
    }

    private static Set<String> away(SystemStatus system) {
        return system.parts().stream()
                .filter(part -> !part.up())
                .map(PartStatus::part)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Bean
    BuildFeedStream buildFeedStream(BuildFeed feed) {
        return new BuildFeedStream(feed);
    }

    @Bean
    BackgroundLoop buildFeedLoop(BuildFeed feed) {
        return new BackgroundLoop("build-feed", LOOK_INTERVAL, feed::look);
    }
}
