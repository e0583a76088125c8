package net.buildserver.api;

import net.buildserver.api.backup.BackupCommand;
import net.buildserver.api.standalone.StandaloneServer;
import net.buildserver.orchestrator.OrchestratorModule;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The server. Its settings stand in {@code application.yaml}; {@code docs/configuration.md} describes them. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import(OrchestratorModule.class)
public class BuildServerApplication {
    /**
     * Starts the server; arguments such as {@code --server.port=9000} override settings. With {@code --standalone} everything
     * that the server needs is started too; with {@code backup} or {@code restore} as first argument the installation is copied.
     */
    public static void main(String[] arguments) {
        Carriers.provide();
        if (BackupCommand.requestedBy(arguments)) {
            BackupCommand.run(arguments);
            return;
        }
        if (StandaloneServer.requestedBy(arguments)) {
            StandaloneServer.run(BuildServerApplication.class, arguments);
            return;
        }
        SpringApplication.run(BuildServerApplication.class, arguments);
    }
}
