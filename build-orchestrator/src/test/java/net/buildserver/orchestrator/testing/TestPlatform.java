package net.buildserver.orchestrator.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

/**
 * What the features under test are wired to: a fresh database whose statements are counted, local signals, real metrics. It is
 * registered by name and no {@code @Configuration}, so that no scan of the classes under test finds it.
 */
@EnableTransactionManagement(proxyTargetClass = true)
@EnableConfigurationProperties
public class TestPlatform {
    /** Returns a context of this platform and the given configurations, over a fresh database. */
    public static AnnotationConfigApplicationContext with(Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestStores.use(context);
        context.register(TestPlatform.class);
        context.register(configurations);
        context.scan(
                "net.buildserver.orchestrator.queue",
                "net.buildserver.orchestrator.status",
                "net.buildserver.orchestrator.traces",
                "net.buildserver.orchestrator.artifacts.store");
        context.refresh();
        return context;
    }

    @Bean
    CountingDataSource dataSource() {
        return new CountingDataSource(EmbeddedServices.freshDatabase().dataSource());
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    TestSignals signals() {
        return new TestSignals();
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    IdGenerator idGenerator() {
        return new JdkIdGenerator();
    }
}
