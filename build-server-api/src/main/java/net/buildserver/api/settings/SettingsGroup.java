package net.buildserver.api.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Settings that one record holds.
 *
 * @param prefix what their names begin with
 * @param type the record
 */
record SettingsGroup(String prefix, Class<?> type) {
    /** What the names of all settings of ours begin with. */
    static final String OURS = "build-server";

    /** Returns the groups that a context has, by their prefixes. */
    static List<SettingsGroup> of(ListableBeanFactory beans) {
        // By their definitions: to ask for annotations would make beans that come too early.
        return Stream.of(beans.getBeanDefinitionNames())
                .map(name -> beans.getType(name, false))
                .filter(Objects::nonNull)
                .flatMap(SettingsGroup::of)
                .distinct()
                .sorted(Comparator.comparing(SettingsGroup::prefix))
                .toList();
    }

    private static Stream<SettingsGroup> of(Class<?> type) {
        ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
        return annotation != null && type.isRecord() && annotation.value().startsWith(OURS)
                ? Stream.of(new SettingsGroup(annotation.value(), type))
                : Stream.empty();
    }

    List<RecordComponent> components() {
        return Arrays.asList(type.getRecordComponents());
    }

    /** Returns the full name of a setting, such as {@code build-server.lease.duration}. */
    ConfigurationPropertyName name(String component) {
        String kebab = component.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
        return ConfigurationPropertyName.adapt(prefix + "." + kebab, '.');
    }
}
