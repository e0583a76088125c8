package net.buildserver.api;

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
    /** Starts the server; arguments such as {@code --server.port=9000} override settings. */
    public static void main(String[] arguments) {
        SpringApplication.run(BuildServerApplication.class, arguments);
    }
}
