package net.buildserver.api.testing;

import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestSignals;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
        context.addBeanFactoryPostProcessor(EmbeddedServicesInitializer::addSignals);
    }

    /** Waking up nobody is always right, only slow. */
    private static void addSignals(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(Signals.class, true, false).length == 0) {
            beans.registerSingleton("signals", new TestSignals());
        }
    }
}
