package net.buildserver.orchestrator.agents;

import java.time.InstantSource;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.lease.Losses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AgentsConfiguration {
    @Bean
    EnrolmentTokens enrolmentTokens(JdbcClient jdbc) {
        return new EnrolmentTokens(jdbc);
    }

    @Bean
    Enrolment enrolment(JdbcClient jdbc, EnrolmentTokens tokens) {
        return new Enrolment(jdbc, tokens);
    }

    @Bean
    AgentSessions agentSessions(JdbcClient jdbc, LeaseTerms terms, Losses losses) {
        return new AgentSessions(jdbc, terms, losses);
    }

    @Bean
    AgentPresence agentPresence(JdbcClient jdbc, LeaseTerms terms) {
        return new AgentPresence(jdbc, terms);
    }

    @Bean
    Agents agents(JdbcClient jdbc, InstantSource clock, Losses losses, Signals signals) {
        return new Agents(jdbc, new AgentRows(jdbc), clock, losses, signals);
    }
}
