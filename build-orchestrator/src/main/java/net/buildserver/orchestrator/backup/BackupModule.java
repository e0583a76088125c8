package net.buildserver.orchestrator.backup;

import java.time.InstantSource;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the commands for backup and restore need: database and store, and nothing that works by itself. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("net.buildserver.orchestrator.artifacts.store")
public class BackupModule {
    @Bean
    Backups backups(JdbcTemplate template, TransactionTemplate transaction, BlobStore store) {
        return new Backups(template, transaction, store, InstantSource.system());
    }
}
