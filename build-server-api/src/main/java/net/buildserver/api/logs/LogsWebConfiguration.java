package net.buildserver.api.logs;

import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.logs.Logs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the controllers of logs stand on. */
@Configuration(proxyBeanMethods = false)
class LogsWebConfiguration {
    @Bean
    LogFollower logFollower(Logs logs, Signals signals, LogStreamProperties properties) {
        return new LogFollower(logs, signals, properties.pingInterval());
    }
}
