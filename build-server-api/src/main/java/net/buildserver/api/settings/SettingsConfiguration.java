package net.buildserver.api.settings;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the settings as a whole. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    /** Static, so that it runs before any other bean is made. */
    @Bean
    static SettingsCheck settingsCheck(Environment environment) {
        return new SettingsCheck(environment);
    }

    @Bean
    EffectiveSettings effectiveSettings(ApplicationContext context) {
        return new EffectiveSettings(context);
    }
}
