package net.buildserver.orchestrator.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.lease.LeaseWatch;
import net.buildserver.orchestrator.queue.JobQueue;
import net.buildserver.orchestrator.queue.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SchedulingConfiguration {
    @Bean
    Offers offers(JdbcClient jdbc, LeaseTerms terms, Signals signals) {
        return new Offers(jdbc, terms, signals);
    }

    @Bean
    WaitReasons waitReasons(JdbcClient jdbc) {
        return new WaitReasons(jdbc);
    }

    @Bean
    Candidates candidates(JdbcClient jdbc) {
        return new Candidates(jdbc);
    }

    @Bean
    PoolPass poolPass(
            JdbcClient jdbc,
            JobQueue queue,
            Outbox outbox,
            Candidates candidates,
            Offers offers,
            MeterRegistry meters) {
        return new PoolPass(queue, outbox, candidates, new WarmAgents(jdbc), offers, new SchedulingMetrics(meters));
    }

    @Bean
    Scheduler scheduler(DataSource database, PoolPass pass, LeaseWatch leases, Signals signals) {
        return new Scheduler(new Leadership(database), pass, leases, signals);
    }
}
