package net.buildserver.agent.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What stands before a command so that it gets a session, and with it a process group, of its own. Where it can, it also
 * makes SIGINT work again: an agent started in the background by a shell inherits it switched off, and so would builds.
 */
final class SessionPrefix {
    private final List<String> setsid;
    private final List<String> defaultSignals;

    private SessionPrefix(List<String> setsid, List<String> defaultSignals) {
        this.setsid = setsid;
        this.defaultSignals = defaultSignals;
    }

    /** Looks for {@code setsid} and {@code env} in the system's folders. */
    static SessionPrefix find() {
        Optional<Path> setsid = tool("setsid");
        if (setsid.isEmpty()) {
            return new SessionPrefix(List.of(), List.of());
        }
        List<String> env = tool("env")
                .map(path -> List.of(path.toString(), "--default-signal=INT,QUIT"))
                .filter(SessionPrefix::works)
                .orElse(List.of());
        return new SessionPrefix(List.of(setsid.get().toString()), env);
    }

    /** Returns whether processes get a group of their own. */
    boolean hasGroups() {
        return !setsid.isEmpty();
    }

    /** Returns {@code command} with the prefix. */
    List<String> before(List<String> command) {
        // env takes an operand with '=' for a variable.
        boolean plain = !command.getFirst().contains("=");
        return Stream.of(setsid, plain ? defaultSignals : List.<String>of(), command)
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Path> tool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean works(List<String> env) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(env.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(new File("/dev/null"))
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException unusable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
