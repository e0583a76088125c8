package net.buildserver.api.testing;

import net.buildserver.orchestrator.testing.EmbeddedServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a fresh database and bucket. */
public final class EmbeddedServicesInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(EmbeddedServices.properties())
                .and(
                        "build-server.security.admin-password=" + Accounts.PASSWORD,
                        "build-server.security.password.bcrypt-strength=10")
                .applyTo(context);
    }
}
