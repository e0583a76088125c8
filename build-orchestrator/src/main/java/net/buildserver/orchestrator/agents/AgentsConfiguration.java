package net.buildserver.orchestrator.agents;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseMetrics;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.lease.Losses;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AgentsConfiguration {
    private static final Duration METRICS = Duration.ofSeconds(10);

    @Bean
    EnrolmentTokens enrolmentTokens(JdbcClient jdbc) {
        return new EnrolmentTokens(jdbc);
    }

    @Bean
    Enrolments enrolment(JdbcClient jdbc, EnrolmentTokens tokens) {
        return new Enrolments(jdbc, tokens);
    }

    @Bean
    AgentSessions agentSessions(JdbcClient jdbc, LeaseTerms terms, Losses losses) {
        return new AgentSessions(jdbc, terms, losses);
    }

    @Bean
    AgentPresence agentPresence(JdbcClient jdbc, LeaseTerms terms, LeaseMetrics metrics) {
        return new AgentPresence(jdbc, terms, metrics);
    }

    @Bean
    BackgroundLoop agentMetricsLoop(JdbcClient jdbc, MeterRegistry meters, InstantSource clock) {
        AgentMetrics metrics = new AgentMetrics(new AgentRows(jdbc), meters, clock);
        TokenMetrics tokens = new TokenMetrics(jdbc, meters);
        return new BackgroundLoop("agent-metrics", METRICS, () -> {
            metrics.read();
            tokens.read();
        });
    }

    @Bean
    Agents agents(JdbcClient jdbc, InstantSource clock, Losses losses, Signals signals) {
        return new Agents(jdbc, new AgentRows(jdbc), clock, losses, signals);
    }
}
