package net.buildserver.verification.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes {@code docs/configuration.md} from the sources of the project.
 *
 * @param root the project's folder
 */
record ConfigurationPage(Path root) {

    private static final String HEAD = """
            # Configuration

            Written from the code; do not edit. After a change of settings: `./mvnw -q test -pl build-verification -am
            -Dtest=ConfigurationPageTests -Dsurefire.failIfNoSpecifiedTests=false -Dpage.write=true`

            ## Server

            Every setting can come from the environment (`BUILD_SERVER_LEASE_DURATION=30s`), the command line
            (`--build-server.lease.duration=30s`) or a file `application.yaml` beside the jar. Standalone mode sets
            database, Redis and store itself. Spring Boot's own settings work as well.

            | environment | sets | default |
            |---|---|---|
            """;
    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^( *)([\\w.-]+): *\"?(?:\\$\\{(BUILD_SERVER_\\w+):?(.*?)}\"?)?$");

    String text() throws IOException {
        var page = new StringBuilder(HEAD);
        environment(page);
        for (var settings : settings()) {
            page.append("\n### `").append(settings.prefix()).append("`\n").append(settings.about());
            page.append("\n\n| setting | default | meaning |\n|---|---|---|\n");
            settings.settings().forEach(setting -> page.append(setting.line()));
        }
        new AgentSettings().appendTo(page);
        return page.toString();
    }

    private void environment(StringBuilder page) throws IOException {
        var yaml = Files.readString(root.resolve("build-server-api/src/main/resources/application.yaml"));
        var path = new String[16];
        for (var line : VARIABLE.matcher(yaml).results().toList()) {
            var depth = line.group(1).length() / 2;
            path[depth] = line.group(2);
            if (line.group(3) != null) {
                page.append("| `%s` | `%s` | %s |\n"
                        .formatted(
                                line.group(3),
                                String.join(".", Arrays.asList(path).subList(0, depth + 1)),
                                line.group(4).isEmpty() ? "" : "`" + line.group(4) + "`"));
            }
        }
    }

    List<SettingsRecord> settings() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ConfigurationPage::read)
                    .flatMap(source -> SettingsRecord.of(source).stream())
                    .sorted(Comparator.comparing(SettingsRecord::prefix))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
