package net.buildserver.orchestrator.traces;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.telemetry.Collector;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** Wires the traces of builds. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TraceSettings.class)
class TracesConfiguration {
    private static final Duration SENDING = Duration.ofSeconds(2);
    private static final Duration DROPPING = Duration.ofHours(1);

    @Bean
    Traces traces(JdbcClient jdbc, TraceSettings settings) {
        return new Traces(jdbc, settings);
    }

    /** Sends nothing where traces are off, but drops in time what waited when they were switched off. */
    @Bean
    BackgroundLoop tracesLoop(
            JdbcClient jdbc, Traces traces, TraceSettings settings, IdGenerator ids, MeterRegistry meters) {
        if (!settings.isOn()) {
            TraceSender dropping = new TraceSender(jdbc, traces, spans -> false, meters);
            return new BackgroundLoop("traces", DROPPING, dropping::drop);
        }
        Collector collector = collector(settings, ids);
        TraceSender sender = new TraceSender(jdbc, traces, collector::send, meters);
        return new BackgroundLoop("traces", SENDING, sender::run);
    }

    private static Collector collector(TraceSettings settings, IdGenerator ids) {
        Collector.Address address =
                new Collector.Address(URI.create(settings.endpoint()), settings.headers(), settings.timeout());
        String version = TracesConfiguration.class.getPackage().getImplementationVersion();
        return new Collector(
                address,
                "build-server",
                version == null ? "development" : version,
                ids.generateId().toString());
    }
}
