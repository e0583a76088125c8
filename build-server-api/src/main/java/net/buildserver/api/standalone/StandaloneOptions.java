package net.buildserver.api.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Options of standalone mode, as {@code ./quickstart} hands them on.
 *
 * @param data folder that keeps users, builds, logs and artifacts
 * @param port port of the server; 0 takes a free one
 * @param once whether to stop after the first build, with its result as exit code
 * @param runBuild whether a first build is run at all
 * @param build what the first build builds
 * @param agentLauncher program that starts the agent, or null for no agent
 * @param dotnetRoot folder of the .NET SDK, or null to let the agent look for one
 * @param nugetSources package sources that replace those of every build; empty to leave them alone
 * @param runTests whether the first build runs tests
 */
record StandaloneOptions(
        Path data,
        int port,
        boolean once,
        boolean runBuild,
        FirstBuild build,
        @Nullable Path agentLauncher,
        @Nullable String dotnetRoot,
        List<String> nugetSources,
        boolean runTests) {

    private static final int DEFAULT_PORT = 8080;

    /**
     * What the first build builds: a folder with a sample, or a repository of the user's.
     *
     * @param sample folder of the sample, or null if a repository is given
     * @param repository URL or path of the user's repository, or null
     * @param ref branch, tag or commit
     * @param solution solution or project inside the repository
     */
    record FirstBuild(@Nullable Path sample, @Nullable String repository, String ref, String solution) {}

    /** Returns whether {@code args} ask for standalone mode. */
    static boolean requestedBy(String... args) {
        return List.of(args).contains("--standalone");
    }

    /**
     * Reads the command line.
     *
     * @throws StandaloneException if an option is unknown or has no or a wrong value
     */
    static StandaloneOptions parse(String... args) {
        Map<String, String> values = new TreeMap<>();
        List<String> sources = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--standalone" -> {}
                case "--once", "--no-sample", "--no-tests" -> flags.add(args[i]);
                case "--nuget-source" -> sources.add(value(args, i++));
                case "--data",
                        "--port",
                        "--repository",
                        "--ref",
                        "--solution",
                        "--sample",
                        "--agent-launcher",
                        "--dotnet-root" -> values.put(args[i], value(args, i++));
                default ->
                    throw new StandaloneException("Unknown option " + args[i] + "; ./quickstart --help lists them.");
            }
        }
        String sample = values.get("--sample");
        String launcher = values.get("--agent-launcher");
        FirstBuild build = new FirstBuild(
                sample == null ? null : Path.of(sample),
                values.get("--repository"),
                values.getOrDefault("--ref", "HEAD"),
                values.getOrDefault("--solution", "HelloDotnet.sln"));
        if (build.repository() != null && !values.containsKey("--solution")) {
            throw new StandaloneException(
                    "--repository needs --solution PATH, the solution or project to build inside it.");
        }
        return new StandaloneOptions(
                Path.of(values.getOrDefault("--data", ".data")).toAbsolutePath().normalize(),
                port(values.getOrDefault("--port", String.valueOf(DEFAULT_PORT))),
                flags.contains("--once"),
                !flags.contains("--no-sample") && (build.sample() != null || build.repository() != null),
                build,
                launcher == null ? null : Path.of(launcher).toAbsolutePath(),
                values.get("--dotnet-root"),
                List.copyOf(sources),
                !flags.contains("--no-tests"));
    }

    private static String value(String[] args, int index) {
        if (index + 1 >= args.length || args[index + 1].startsWith("--")) {
            throw new StandaloneException("Option " + args[index] + " needs a value; ./quickstart --help shows it.");
        }
        return args[index + 1];
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new StandaloneException("--port must be a number from 0 to 65535, not '" + text + "'.");
    }
}
