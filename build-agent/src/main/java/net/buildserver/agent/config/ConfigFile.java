package net.buildserver.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code key = value} lines; {@code #} starts a comment line, and a key with several values is repeated. */
final class ConfigFile {
    private ConfigFile() {}

    /** Reads what can be read; what is no setting is added to {@code problems}. */
    static Map<ConfigKey, ConfigValue> read(Path file, Collection<String> problems) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            problems.add("The configuration file " + file + " cannot be read: " + unreadable);
            return Map.of();
        }
        Map<ConfigKey, List<String>> values = new EnumMap<>(ConfigKey.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String place = file + ", line " + (i + 1);
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(values, line).ifPresent(problem -> problems.add(place + ": " + problem));
            }
        }
        Map<ConfigKey, ConfigValue> read = new EnumMap<>(ConfigKey.class);
        values.forEach((key, list) -> read.put(key, new ConfigValue(list, "file " + file)));
        return read;
    }

    /** Returns what is wrong with the line, if anything is. */
    private static Optional<String> add(Map<ConfigKey, List<String>> values, String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            return Optional.of("'" + line + "' is not of the form key = value.");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        ConfigKey key = ConfigKey.named(name).orElse(null);
        if (key == null) {
            return Optional.of("'" + name + "' is not a setting; --help lists all of them.");
        }
        List<String> list = values.computeIfAbsent(key, _ -> new ArrayList<>());
        if (key.isList()) {
            list.addAll(Settings.split(key, value));
        } else {
            list.add(value);
        }
        return Optional.empty();
    }
}
