package net.buildserver.api.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;

/** The settings that hold on this node, without what is secret in them. */
final class EffectiveSettings {
    // Spring's own that an installation sets.
    private static final List<String> OF_SPRING = List.of(
            "server.port",
            "server.forward-headers-strategy",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.datasource.hikari.maximum-pool-size",
            "spring.data.redis.url");

    private final ApplicationContext context;
    private final Environment environment;

    EffectiveSettings(ApplicationContext context) {
        this.context = context;
        this.environment = context.getEnvironment();
    }

    /**
     * A setting.
     *
     * @param name its full name
     * @param value the value that holds, {@code ***} if it is secret, or null if there is none
     * @param origin where it comes from, or {@code default}
     */
    record Effective(String name, @Nullable String value, String origin) {}

    List<Effective> all() {
        List<Effective> all = new ArrayList<>();
        for (SettingsGroup group : SettingsGroup.of(context)) {
            Object bean = context.getBean(group.type());
            for (RecordComponent component : group.components()) {
                all.add(effective(group.name(component.getName()), value(bean, component)));
            }
        }
        for (String name : OF_SPRING) {
            all.add(effective(ConfigurationPropertyName.of(name), environment.getProperty(name)));
        }
        return List.copyOf(all);
    }

    private static @Nullable Object value(Object bean, RecordComponent component) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), bean);
    }

    private Effective effective(ConfigurationPropertyName name, @Nullable Object value) {
        String shown = value == null ? null : Secrets.shown(name.toString(), String.valueOf(value));
        return new Effective(name.toString(), shown, origin(name));
    }

    private String origin(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return SettingsProblems.origin(property);
            }
        }
        return "default";
    }
}
