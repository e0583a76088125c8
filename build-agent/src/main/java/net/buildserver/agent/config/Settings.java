package net.buildserver.agent.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of all sources by key: defaults, then the file, then the environment, then flags. */
final class Settings {
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<ConfigKey, ConfigValue> values = new EnumMap<>(ConfigKey.class);

    /** Collects the settings; {@code file} may be null, {@code flags} holds what the command line gave. */
    Settings(@Nullable Path file, Map<String, String> environment, Map<ConfigKey, List<String>> flags) {
        for (ConfigKey key : ConfigKey.values()) {
            List<String> defaults = key.isList() ? split(key, key.defaultValue()) : List.of(key.defaultValue());
            values.put(key, new ConfigValue(defaults, "default"));
        }
        if (file != null) {
            values.putAll(ConfigFile.read(file, problems));
        }
        for (ConfigKey key : ConfigKey.values()) {
            String variable = environment.get(key.variable());
            if (variable != null) {
                List<String> list = key.isList() ? split(key, variable) : List.of(variable);
                values.put(key, new ConfigValue(list, "environment variable " + key.variable()));
            }
        }
        flags.forEach((key, given) -> {
            List<String> list = key.isList()
                    ? given.stream()
                            .flatMap(value -> split(key, value).stream())
                            .toList()
                    : given;
            values.put(key, new ConfigValue(list, "flag --" + key.key()));
        });
    }

    ConfigValue value(ConfigKey key) {
        ConfigValue value = values.get(key);
        return value == null ? new ConfigValue(List.of(), "default") : value;
    }

    String text(ConfigKey key) {
        return value(key).single().strip();
    }

    List<String> list(ConfigKey key) {
        return value(key).values();
    }

    /** Notes what is wrong with a setting; what is returned in its place is never used. */
    void problem(ConfigKey key, String problem) {
        problems.add(ConfigException.describe(key, value(key), problem));
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if anything was wrong, with a line for each
     */
    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }

    static List<String> split(ConfigKey key, String text) {
        return Arrays.stream(text.split(key.separators(), -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
