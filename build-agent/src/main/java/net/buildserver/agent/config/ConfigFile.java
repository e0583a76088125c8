package net.buildserver.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code key = value} lines; {@code #} starts a comment line, and a key with several values is repeated. */
final class ConfigFile {
    private ConfigFile() {}

    static Map<ConfigKey, ConfigValue> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new ConfigException("The configuration file " + file + " cannot be read: " + unreadable);
        }
        Map<ConfigKey, List<String>> values = new EnumMap<>(ConfigKey.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(values, line, file + ", line " + (i + 1));
            }
        }
        Map<ConfigKey, ConfigValue> read = new EnumMap<>(ConfigKey.class);
        values.forEach((key, list) -> read.put(key, new ConfigValue(list, "file " + file)));
        return read;
    }

    private static void add(Map<ConfigKey, List<String>> values, String line, String place) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new ConfigException(place + ": '" + line + "' is not of the form key = value.");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        ConfigKey key = ConfigKey.named(name)
                .orElseThrow(() ->
                        new ConfigException(place + ": '" + name + "' is not a setting; --help lists all of them."));
        List<String> list = values.computeIfAbsent(key, _ -> new ArrayList<>());
        if (key.isList()) {
            list.addAll(Settings.split(key, value));
        } else {
            list.add(value);
        }
    }
}
