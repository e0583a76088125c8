package net.buildserver.api.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds everything that is wrong with the settings of all groups, where binding alone ends with the first: values that are not what
 * they should be, values out of their bounds, and names that no setting has.
 */
final class SettingsProblems {
    private final Binder binder;
    private final Iterable<ConfigurationPropertySource> sources;
    private final Validator validator;
    private final Map<ConfigurationPropertyName, String> problems = new LinkedHashMap<>();

    SettingsProblems(Environment environment, Validator validator) {
        this.binder = Binder.get(environment);
        this.sources = ConfigurationPropertySources.get(environment);
        this.validator = validator;
    }

    /** Returns a sentence for each problem; it names the setting, its value unless that is secret, and where it comes from. */
    List<String> of(List<SettingsGroup> groups) {
        groups.forEach(this::check);
        Set<ConfigurationPropertyName> known = groups.stream()
                .flatMap(group -> group.components().stream().map(component -> group.name(component.getName())))
                .collect(Collectors.toSet());
        for (ConfigurationPropertyName name : given()) {
            boolean isKnown = known.stream().anyMatch(one -> one.equals(name) || one.isAncestorOf(name));
            if (!isKnown) {
                problems.putIfAbsent(name, "is no setting");
            }
        }
        return problems.entrySet().stream()
                .map(problem -> sentence(problem.getKey(), problem.getValue()))
                .toList();
    }

    private void check(SettingsGroup group) {
        Object bound = binder.bind(group.prefix(), Bindable.of(group.type()), new Collecting())
                .orElse(null);
        if (bound != null) {
            for (ConstraintViolation<Object> violation : validator.validate(bound)) {
                ConfigurationPropertyName name =
                        group.name(violation.getPropertyPath().toString());
                problems.putIfAbsent(name, violation.getMessage());
            }
        }
    }

    // Names in the environment are not told: others than settings begin like them, and their dashes are lost.
    private Set<ConfigurationPropertyName> given() {
        ConfigurationPropertyName ours = ConfigurationPropertyName.of(SettingsGroup.OURS);
        Set<ConfigurationPropertyName> names = new TreeSet<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                iterable.stream().filter(ours::isAncestorOf).forEach(names::add);
            }
        }
        return names;
    }

    private String sentence(ConfigurationPropertyName name, String problem) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                String value = Secrets.shown(name.toString(), String.valueOf(property.getValue()));
                return name + " = '" + value + "' (" + origin(property) + ") " + problem + ".";
            }
        }
        return name + " " + problem + ".";
    }

    static String origin(ConfigurationProperty property) {
        return property.getOrigin() == null
                ? "unknown origin"
                : property.getOrigin().toString();
    }

    /** Notes what fails and goes on with the default. */
    private final class Collecting implements BindHandler {
        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            Class<?> type = target.getType().resolve(Object.class);
            String why = type.isRecord()
                    ? String.valueOf(
                            NestedExceptionUtils.getMostSpecificCause(error).getMessage())
                    : "is not " + ValueKind.of(type);
            problems.putIfAbsent(name, why.replaceFirst("\\.$", ""));
            return null;
        }
    }
}
