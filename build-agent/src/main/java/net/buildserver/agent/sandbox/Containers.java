package net.buildserver.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;

/**
 * Command lines of docker and podman, which differ in little. A container gets nothing of the machine but what is mounted: no
 * capability, no new privileges, a root that cannot be written.
 */
final class Containers {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LABEL = "net.buildserver.agent";
    private static final List<String> CLIENT =
            List.of("DOCKER_HOST", "DOCKER_CONFIG", "CONTAINER_HOST", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME");
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    // What the program itself reads, so that it is written out for the container instead of being handed on.
    private static final List<String> OF_CLIENT =
            List.of("PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME");

    private final Path program;
    private final ContainerSettings settings;
    private final String owner;
    private final Map<String, String> client = new HashMap<>();
    private final List<String> user;

    private Containers(Path program, ContainerSettings settings, Path scratch, Map<String, String> agent) {
        this.program = program;
        this.settings = settings;
        this.owner = UUID.nameUUIDFromBytes(scratch.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        this.user = user(program, scratch);
        client.put("PATH", agent.getOrDefault("PATH", PATH));
        CLIENT.stream().filter(agent::containsKey).forEach(name -> client.put(name, agent.get(name)));
    }

    /** Looks for the program in the system's folders, unless the operator named it. */
    static Optional<Containers> find(ContainerSettings settings, Path scratch, Map<String, String> agent) {
        Stream<String> candidates = settings.program().isEmpty()
                ? Stream.of("/usr/bin/podman", "/usr/local/bin/podman", "/usr/bin/docker", "/usr/local/bin/docker")
                : Stream.of(settings.program());
        return candidates
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> new Containers(found, settings, scratch, agent));
    }

    ContainerSettings settings() {
        return settings;
    }

    // Files that a build writes have to be the agent's, which deletes them.
    private static List<String> user(Path program, Path scratch) {
        try {
            Object uid = Files.getAttribute(scratch, "unix:uid");
            Object gid = Files.getAttribute(scratch, "unix:gid");
            List<String> options = new ArrayList<>(List.of("--user", uid + ":" + gid));
            if (program.endsWith("podman") && !uid.equals(0)) {
                options.add("--userns=keep-id");
            }
            return List.copyOf(options);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            return List.of();
        }
    }

    /** Returns the request that runs {@code box} in a container of that name. */
    ProcessRequest request(Box box, String name, String image, Path directory) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "run",
                "--rm",
                "--init",
                "--name=" + name,
                "--label=" + LABEL + "=" + owner,
                "--hostname=build",
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--security-opt=label=disable",
                "--workdir=" + box.directory(),
                "--entrypoint="));
        if (!box.network()) {
            command.add("--network=none");
        }
        command.addAll(user);
        command.addAll(settings.options());
        box.writable().forEach((real, seen) -> command.add(mount(real, seen, "")));
        box.readOnly().forEach((real, seen) -> command.add(mount(real, seen, ",readonly")));
        box.readable().stream()
                .filter(Files::exists)
                .distinct()
                .forEach(path -> command.add(mount(path, path, ",readonly")));
        Map<String, String> environment = new HashMap<>(client);
        box.environment().forEach((variable, value) -> {
            if (OF_CLIENT.contains(variable)) {
                command.add("--env=" + variable + "=" + (variable.equals("PATH") ? path(value) : value));
            } else {
                // Others of this machine can read arguments, and a value may be a secret.
                command.add("--env=" + variable);
                environment.put(variable, value);
            }
        });
        command.add(image);
        command.addAll(box.command());
        return new ProcessRequest(command, directory, environment);
    }

    // The SDK comes first; what else the agent has on its path is not in the image.
    private static String path(String value) {
        int colon = value.indexOf(':');
        String first = colon < 0 ? value : value.substring(0, colon);
        return List.of(PATH.split(":", -1)).contains(first) ? PATH : first + ":" + PATH;
    }

    private static String mount(Path real, Path seen, String how) {
        return "--mount=type=bind,source=" + real + ",target=" + seen + how;
    }

    /** Ends a container, whether it runs or not. */
    void remove(String name, Path directory) {
        boolean _ = call(directory, new ArrayList<>(), "rm", "--force", name);
    }

    /** Ends containers that an earlier process of this agent left. */
    void removeLeftovers(Path directory) {
        List<String> ids = new ArrayList<>();
        if (call(directory, ids, "ps", "--all", "--quiet", "--filter=label=" + LABEL + "=" + owner)) {
            ids.stream().filter(id -> id.matches("[0-9a-f]{8,64}")).forEach(id -> remove(id, directory));
        }
    }

    private boolean call(Path directory, List<String> lines, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return ProcessRunner.probe(new ProcessRequest(command, directory, client), LIMIT, lines::add);
    }

    /** Tries the program with the image of builds that name none, and returns what is wrong, or an empty text. */
    String problem(Path scratch) {
        Optional<String> image = settings.defaultImage();
        if (image.isEmpty()) {
            return "container.images names no image without *, which builds without one of their own would get";
        }
        Box box = new Box(
                new ProcessRequest(List.of("true"), scratch, Map.of()),
                List.of("/bin/sh", "-c", "exit 0"),
                Map.of(),
                List.of(),
                Map.of(scratch, Layout.TEMPORARY),
                Map.of(),
                Layout.TEMPORARY,
                false);
        List<String> lines = new ArrayList<>();
        ProcessRequest request = request(box, "probe-" + UUID.randomUUID(), image.get(), scratch);
        if (ProcessRunner.probe(request, LIMIT.multipliedBy(4), lines::add)) {
            return "";
        }
        return lines.isEmpty() ? program + " does not run" : lines.getLast();
    }
}
