package net.buildserver.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The server. Its settings stand in {@code application.yaml}; {@code docs/configuration.md} describes them. */
@SpringBootApplication(
        scanBasePackages = {"net.buildserver.api", "net.buildserver.orchestrator"},
        exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan({"net.buildserver.api", "net.buildserver.orchestrator"})
public class BuildServerApplication {
    /** Starts the server; arguments such as {@code --server.port=9000} override settings. */
    public static void main(String[] arguments) {
        SpringApplication.run(BuildServerApplication.class, arguments);
    }
}
