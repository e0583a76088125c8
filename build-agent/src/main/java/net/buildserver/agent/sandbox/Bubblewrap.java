package net.buildserver.agent.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.process.ProcessRequest;

/** Command lines of bubblewrap. It is used without setuid: user namespaces only, no capability inside. */
final class Bubblewrap implements BoxMaker {
    private final Path program;

    private Bubblewrap(Path program) {
        this.program = program;
    }

    /** Looks for the program in the system's folders; what a build could put into a PATH is not trusted. */
    static Optional<Bubblewrap> find() {
        return Stream.of("/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Bubblewrap::new);
    }

    @Override
    public ProcessRequest request(Box box, Path repository) {
        List<String> prefix = command(box.readable(), box.writable(), box.readOnly(), box.directory(), box.network());
        return new ProcessRequest(box.command(), repository, box.environment(), prefix);
    }

    @Override
    public void end() {
        // The end of a step ends its namespace, with all in it.
    }

    /**
     * Returns the command that runs what follows it in a sandbox.
     *
     * @param readable folders and files that are seen where they lie
     * @param writable real folders with the names that they are seen under
     * @param readOnly real folders with the names that they are seen under, which cannot be written
     * @param directory working directory, as seen inside
     * @param network whether the machine's network is reached
     */
    List<String> command(
            List<Path> readable, Map<Path, Path> writable, Map<Path, Path> readOnly, Path directory, boolean network) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--unshare-all"));
        if (network) {
            command.add("--share-net");
        }
        // The death of the agent is the death of everything inside, since its first process goes with bubblewrap.
        command.addAll(List.of("--unshare-user", "--cap-drop", "ALL", "--die-with-parent", "--hostname", "build"));
        command.addAll(SystemMounts.arguments());
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--dir", "/run", "--dir", "/var"));
        command.addAll(List.of("--symlink", "/tmp", "/var/tmp"));
        writable.forEach((real, seen) -> command.addAll(List.of("--bind", real.toString(), seen.toString())));
        readOnly.forEach((real, seen) -> command.addAll(List.of("--ro-bind", real.toString(), seen.toString())));
        readable.forEach(path -> command.addAll(List.of("--ro-bind-try", path.toString(), path.toString())));
        command.addAll(List.of("--remount-ro", "/", "--chdir", directory.toString(), "--"));
        return List.copyOf(command);
    }
}
