package net.buildserver.agent.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.buildserver.agent.process.GroupLimits;
import net.buildserver.agent.sandbox.ContainerSettings;
import net.buildserver.agent.sandbox.SandboxLevel;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/** Checks settings and turns them into an {@link AgentConfig}. */
public final class ConfigReader {
    private static final int MOST_MINUTES = 365 * 24 * 60;
    private static final int MOST_PORTS = 65_535;

    private final Settings settings;
    private final Path home;

    private ConfigReader(Settings settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    /**
     * Reads the configuration.
     *
     * @param file configuration file, or null
     * @param environment the environment
     * @param flags what the command line gave
     * @throws ConfigException if anything is not acceptable; it names everything that is not, a line for each
     */
    public static AgentConfig read(
            @Nullable Path file, Map<String, String> environment, Map<ConfigKey, List<String>> flags) {
        Path home = Path.of(System.getProperty("user.home", ".")).toAbsolutePath();
        Settings settings = new Settings(file, environment, flags);
        AgentConfig config = new ConfigReader(settings, home).config();
        settings.refuseProblems();
        return config;
    }

    private AgentConfig config() {
        Path workDir = path(ConfigKey.WORK_DIR);
        String packages = settings.text(ConfigKey.NUGET_PACKAGES);
        String dotnetRoot = settings.text(ConfigKey.DOTNET_ROOT);
        return new AgentConfig(
                server(),
                enrolmentToken(),
                name(),
                pool(),
                workDir,
                number(ConfigKey.SLOTS, 1, 64),
                labels(),
                dotnetRoot.isEmpty() ? null : path(ConfigKey.DOTNET_ROOT),
                settings.list(ConfigKey.NUGET_SOURCES).stream()
                        .map(this::source)
                        .toList(),
                packages.isEmpty() ? workDir.resolve("packages") : path(ConfigKey.NUGET_PACKAGES),
                flag(ConfigKey.GIT_ALLOW_LOCAL),
                pairs(ConfigKey.BUILD_ENV, "[A-Za-z_][A-Za-z0-9_]*"),
                number(ConfigKey.BUILD_MAX_MINUTES, 1, 7 * 24 * 60),
                limits(),
                sandbox(),
                number(ConfigKey.DISK_MIN_FREE_GB, 0, 1_000_000),
                (long) number(ConfigKey.LOG_MAX_MB, 1, 1024) << 20,
                new LifeConfig(
                        minutes(ConfigKey.DRAIN_TIMEOUT_MINUTES),
                        flag(ConfigKey.RUN_ONE_JOB),
                        minutes(ConfigKey.RUN_IDLE_EXIT_MINUTES),
                        minutes(ConfigKey.RUN_MAX_UPTIME_MINUTES)),
                traces(),
                statusPort());
    }

    private int statusPort() {
        return settings.text(ConfigKey.STATUS_PORT).equalsIgnoreCase("off")
                ? -1
                : number(ConfigKey.STATUS_PORT, 0, MOST_PORTS);
    }

    private Duration minutes(ConfigKey key) {
        return Duration.ofMinutes(number(key, 0, MOST_MINUTES));
    }

    private URI server() {
        return address(ConfigKey.SERVER_URL, "https://builds.example.com");
    }

    private TracesConfig traces() {
        boolean off = settings.text(ConfigKey.TRACES_ENDPOINT).isEmpty();
        return new TracesConfig(
                off
                        ? Optional.empty()
                        : Optional.of(address(ConfigKey.TRACES_ENDPOINT, "http://collector:4318/v1/traces")),
                pairs(ConfigKey.TRACES_HEADERS, "[A-Za-z0-9-]+"));
    }

    private URI address(ConfigKey key, String example) {
        try {
            URI uri = new URI(settings.text(key));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Told below like every other form that does not fit.
        }
        settings.problem(key, "must be an address such as " + example + ".");
        return URI.create(example);
    }

    private @Nullable String enrolmentToken() {
        String token = settings.text(ConfigKey.ENROLMENT_TOKEN);
        String file = settings.text(ConfigKey.ENROLMENT_TOKEN_FILE);
        if (token.isEmpty() && !file.isEmpty()) {
            try {
                token = Files.readString(path(ConfigKey.ENROLMENT_TOKEN_FILE)).strip();
            } catch (IOException unreadable) {
                settings.problem(ConfigKey.ENROLMENT_TOKEN_FILE, "cannot be read: " + unreadable);
            }
        }
        if (token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            settings.problem(ConfigKey.ENROLMENT_TOKEN, "must be one word of printable ASCII characters.");
        }
        return token.isEmpty() ? null : token;
    }

    private @Nullable String name() {
        String name = settings.text(ConfigKey.NAME);
        if (!name.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            settings.problem(
                    ConfigKey.NAME,
                    "must start with a letter or digit and hold at most 63 letters, digits, '.', '_', '-'.");
        }
        return name.isEmpty() ? null : name;
    }

    private BuildTargetType pool() {
        String pool = settings.text(ConfigKey.POOL);
        for (BuildTargetType type : BuildTargetType.values()) {
            if (type.name().equalsIgnoreCase(pool)) {
                return type;
            }
        }
        if (!pool.isEmpty()) {
            settings.problem(ConfigKey.POOL, "must be one of " + Arrays.toString(BuildTargetType.values()) + ".");
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return BuildTargetType.Windows;
        }
        return system.startsWith("mac") ? BuildTargetType.MacOS : BuildTargetType.Linux;
    }

    private List<String> labels() {
        List<String> labels = settings.list(ConfigKey.LABELS);
        if (!labels.stream().allMatch(label -> label.matches("[A-Za-z0-9][A-Za-z0-9._=-]{0,62}"))) {
            settings.problem(
                    ConfigKey.LABELS, "must be words of letters, digits, '.', '_', '=' and '-', separated by ';'.");
        }
        return labels;
    }

    private String source(String source) {
        if (source.matches("(?i)https?://\\S+")) {
            return source;
        }
        Path folder = resolve(ConfigKey.NUGET_SOURCES, source);
        if (!Files.isDirectory(folder)) {
            settings.problem(ConfigKey.NUGET_SOURCES, "must name folders that exist or http(s) addresses.");
        }
        return folder.toString();
    }

    private LimitsConfig limits() {
        String cgroup = settings.text(ConfigKey.CGROUP);
        GroupLimits group = new GroupLimits(
                number(ConfigKey.LIMIT_MEMORY_MB, 0, 100_000_000),
                number(ConfigKey.LIMIT_CPU_PERCENT, 0, 1_000_000),
                number(ConfigKey.LIMIT_PROCESSES, 0, 10_000_000));
        if (!cgroup.isEmpty() && !cgroup.equals("own") && !cgroup.startsWith("/")) {
            settings.problem(ConfigKey.CGROUP, "must be own or an absolute folder.");
        }
        return new LimitsConfig(
                minutes(ConfigKey.BUILD_STAGE_MINUTES),
                minutes(ConfigKey.BUILD_SILENCE_WARN_MINUTES),
                minutes(ConfigKey.BUILD_SILENCE_END_MINUTES),
                cgroup,
                group,
                number(ConfigKey.LIMIT_DISK_MB, 0, 100_000_000));
    }

    private SandboxConfig sandbox() {
        return new SandboxConfig(
                oneOf(ConfigKey.SANDBOX, SandboxLevel::named, "must be process, bubblewrap or container."),
                oneOf(ConfigKey.SANDBOX_NETWORK, SandboxConfig.Network::named, "must be never, on-request or always."),
                settings.list(ConfigKey.SANDBOX_READABLE).stream()
                        .map(text -> resolve(ConfigKey.SANDBOX_READABLE, text))
                        .toList(),
                restoreHosts(),
                containers());
    }

    private ContainerSettings containers() {
        List<String> images = settings.list(ConfigKey.CONTAINER_IMAGES);
        if (!images.stream().allMatch(ContainerSettings::isPattern)) {
            settings.problem(ConfigKey.CONTAINER_IMAGES, "must be names of images, in which * stands for any text.");
        }
        List<String> options = settings.list(ConfigKey.CONTAINER_OPTIONS);
        if (!options.stream().allMatch(option -> option.matches("--[a-z][a-z-]*(=.*)?"))) {
            settings.problem(ConfigKey.CONTAINER_OPTIONS, "must be options of the form --name=value.");
        }
        String program = settings.text(ConfigKey.CONTAINER_PROGRAM);
        if (!program.isEmpty() && !path(ConfigKey.CONTAINER_PROGRAM).toString().equals(program)) {
            settings.problem(ConfigKey.CONTAINER_PROGRAM, "must be an absolute path.");
        }
        return new ContainerSettings(program, images, options);
    }

    private List<String> restoreHosts() {
        List<String> hosts = settings.list(ConfigKey.SANDBOX_RESTORE_HOSTS);
        if (!hosts.stream().allMatch(host -> host.matches("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"))) {
            settings.problem(
                    ConfigKey.SANDBOX_RESTORE_HOSTS, "must be host names, or *. and a name, without scheme and port.");
        }
        return hosts;
    }

    private <T> T oneOf(ConfigKey key, Function<String, Optional<T>> named, String problem) {
        Optional<T> value = named.apply(settings.text(key));
        if (value.isEmpty()) {
            settings.problem(key, problem);
        }
        return value.or(() -> named.apply(key.defaultValue())).orElseThrow();
    }

    private Map<String, String> pairs(ConfigKey key, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String entry : settings.list(key)) {
            if (entry.matches("(?s)" + name + "=.*")) {
                int equals = entry.indexOf('=');
                pairs.put(entry.substring(0, equals), entry.substring(equals + 1));
            } else {
                settings.problem(key, "must be of the form NAME=VALUE.");
            }
        }
        return pairs;
    }

    private boolean flag(ConfigKey key) {
        String value = settings.text(key).toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            settings.problem(key, "must be true or false.");
        }
        return value.equals("true");
    }

    private int number(ConfigKey key, int min, int max) {
        String value = settings.text(key);
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        settings.problem(key, "must be a number between " + min + " and " + max + ".");
        return min;
    }

    private Path path(ConfigKey key) {
        return resolve(key, settings.text(key));
    }

    private Path resolve(ConfigKey key, String text) {
        try {
            Path path =
                    text.equals("~") || text.startsWith("~/") ? home.resolve("." + text.substring(1)) : Path.of(text);
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            settings.problem(key, "must be a path.");
            return home;
        }
    }
}
