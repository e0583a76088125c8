package net.buildserver.agent.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of the agent. A key {@code work.dir} is {@code work.dir=...} in the file, {@code BUILD_AGENT_WORK_DIR} in
 * the environment and {@code --work.dir} (or {@code --work-dir}) on the command line; the later one wins.
 */
public enum ConfigKey {
    SERVER_URL("server.url", Form.TEXT, "http://localhost:8080", "address of the build server"),
    ENROLMENT_TOKEN("enrolment.token", Form.TEXT, "", "token that a new agent registers with"),
    ENROLMENT_TOKEN_FILE("enrolment.token-file", Form.TEXT, "", "file that holds the enrolment token"),
    NAME("name", Form.TEXT, "", "name of the agent, by default the host name"),
    POOL("pool", Form.TEXT, "", "pool to join: Linux, Windows, MacOS or Docker, by default the one of the system"),
    WORK_DIR("work.dir", Form.TEXT, "~/.build-agent", "folder for identity, workspaces, spool and packages"),
    SLOTS("slots", Form.TEXT, "1", "builds that run at once, 1 to 64"),
    LABELS("labels", Form.LIST, "", "labels that builds may ask for"),
    DOTNET_ROOT(
            "dotnet.root",
            Form.TEXT,
            "",
            "folder of the .NET SDK, by default DOTNET_ROOT, PATH, ~/.dotnet, usual places"),
    NUGET_SOURCES(
            "nuget.sources", Form.LIST, "", "package sources, folders or URLs, that replace those of every repository"),
    NUGET_PACKAGES("nuget.packages", Form.TEXT, "", "folder of unpacked packages, by default packages below work.dir"),
    GIT_ALLOW_LOCAL("git.allow-local", Form.TEXT, "false", "whether repositories may be local (file:)"),
    BUILD_ENV("build.env", Form.LINES, "", "NAME=VALUE that every build sees in its environment"),
    BUILD_MAX_MINUTES(
            "build.max-minutes", Form.TEXT, "1440", "longest time limit of a build that is accepted, in minutes"),
    BUILD_STAGE_MINUTES("build.stage-minutes", Form.TEXT, "0", "longest time of one stage, in minutes; 0 is no limit"),
    BUILD_SILENCE_WARN_MINUTES(
            "build.silence-warn-minutes",
            Form.TEXT,
            "15",
            "time without output after which a build's log says so, in minutes; 0 is never"),
    BUILD_SILENCE_END_MINUTES(
            "build.silence-end-minutes",
            Form.TEXT,
            "0",
            "time without output after which a build is ended, in minutes; 0 is never"),
    CGROUP(
            "cgroup",
            Form.TEXT,
            "",
            "control group (v2) that the agent may divide among builds: own, or its folder; empty is none"),
    LIMIT_MEMORY_MB(
            "limit.memory-mb",
            Form.TEXT,
            "0",
            "memory of one build in MiB, by cgroup if set, else looked at every second; 0 is no limit"),
    LIMIT_CPU_PERCENT(
            "limit.cpu-percent",
            Form.TEXT,
            "0",
            "processor time of one build, 100 is one core; needs cgroup; 0 is no limit"),
    LIMIT_PROCESSES(
            "limit.processes",
            Form.TEXT,
            "0",
            "processes and threads of one build, by cgroup if set, else looked at every second; 0 is no limit"),
    LIMIT_DISK_MB(
            "limit.disk-mb",
            Form.TEXT,
            "0",
            "size of a build's workspace and temporary folder in MiB, looked at every second; 0 is no limit"),
    SANDBOX(
            "sandbox",
            Form.TEXT,
            "bubblewrap",
            "how builds are kept apart: bubblewrap where it works, container, or process"),
    SANDBOX_NETWORK(
            "sandbox.network",
            Form.TEXT,
            "on-request",
            "network after the restore: never, always, or on-request by the property BuildServerNetwork=true"),
    SANDBOX_READABLE("sandbox.readable", Form.LIST, "", "further folders and files that builds in a sandbox can read"),
    SANDBOX_RESTORE_HOSTS(
            "sandbox.restore-hosts",
            Form.LIST,
            "",
            "hosts, also *.example.com, that a restore may reach beside those of nuget.sources; without either, any public"
                    + " one"),
    CONTAINER_PROGRAM("container.program", Form.TEXT, "", "docker or podman, by default the one that is installed"),
    CONTAINER_IMAGES(
            "container.images",
            Form.LIST,
            "",
            "images that builds may name (BuildServerImage), * for any text; the first without * is the default"),
    CONTAINER_OPTIONS(
            "container.options", Form.LIST, "", "further options of docker run or podman run, such as --memory=4g"),
    DISK_MIN_FREE_GB(
            "disk.min-free-gb",
            Form.TEXT,
            "5",
            "free disk space below which no build is taken, in GiB, or 5 % of the disk if that is more; 0 switches it off"),
    LOG_MAX_MB(
            "log.max-mb",
            Form.TEXT,
            "64",
            "longest log of a build, in MiB, 1 to 1024; of a longer one the first and the last half are kept"),
    DRAIN_TIMEOUT_MINUTES(
            "drain.timeout-minutes",
            Form.TEXT,
            "10",
            "how long a stopping agent waits for its builds before it cancels them, in minutes; 0 cancels at once"),
    RUN_ONE_JOB("run.one-job", Form.TEXT, "false", "whether to end after one build"),
    RUN_IDLE_EXIT_MINUTES(
            "run.idle-exit-minutes", Form.TEXT, "0", "minutes without a build after which to end, 0 for never"),
    RUN_MAX_UPTIME_MINUTES(
            "run.max-uptime-minutes",
            Form.TEXT,
            "0",
            "minutes after which to take no more builds and end after the last, 0 for never"),
    TRACES_ENDPOINT(
            "traces.endpoint",
            Form.TEXT,
            "",
            "address that takes traces by OTLP over HTTP, such as http://collector:4318/v1/traces; empty sends none"),
    TRACES_HEADERS("traces.headers", Form.LINES, "", "NAME=VALUE header of each request to traces.endpoint"),
    STATUS_PORT(
            "status.port",
            Form.TEXT,
            "0",
            "loopback port for health, status and metrics; 0 takes a free one, off opens none");

    /** How a value is written. */
    enum Form {
        /** One value. */
        TEXT,
        /** Several: repeated in file and flags, or separated by {@code ;} or line breaks. */
        LIST,
        /** Several: repeated in file and flags, or separated by line breaks, since a value may hold {@code ;}. */
        LINES
    }

    private final String key;
    private final Form form;
    private final String defaultValue;
    private final String meaning;

    ConfigKey(String key, Form form, String defaultValue, String meaning) {
        this.key = key;
        this.form = form;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** Returns the key's name. */
    public String key() {
        return key;
    }

    /** Returns the name of the environment variable. */
    public String variable() {
        return "BUILD_AGENT_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns the value that holds where none is given; empty if there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns what the key is for, in one phrase. */
    public String meaning() {
        return meaning;
    }

    /** Returns whether the key may have several values. */
    public boolean isList() {
        return form != Form.TEXT;
    }

    String separators() {
        return form == Form.LINES ? "[\r\n]+" : "[;\r\n]+";
    }

    static Optional<ConfigKey> named(String name) {
        return Arrays.stream(values()).filter(key -> key.key.equals(name)).findFirst();
    }
}
