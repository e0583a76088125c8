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
    private static final String POLITE = "INT,TERM,QUIT";

    // When memory runs out, the system ends builds before the agent. A core file of a crash could hold secrets.
    private static final String LAUNCH = "[ -z \"$0\" ] || echo $$ >\"$0\"/cgroup.procs || exit 125; "
            + "{ echo 500 >/proc/self/oom_score_adj; ulimit -c 0; } 2>/dev/null; exec \"$@\"";

    private final List<String> setsid;
    private final List<String> defaultSignals;
    private final List<String> ignoredSignals;

    private SessionPrefix(List<String> setsid, List<String> defaultSignals, List<String> ignoredSignals) {
        this.setsid = setsid;
        this.defaultSignals = defaultSignals;
        this.ignoredSignals = ignoredSignals;
    }

    /** Looks for {@code setsid} and {@code env} in the system's folders. */
    static SessionPrefix find() {
        Optional<Path> setsid = tool("setsid");
        if (setsid.isEmpty()) {
            return new SessionPrefix(List.of(), List.of(), List.of());
        }
        return new SessionPrefix(List.of(setsid.get().toString()), env("--default-signal="), env("--ignore-signal="));
    }

    /** Returns whether processes get a group of their own. */
    boolean hasGroups() {
        return !setsid.isEmpty();
    }

    /** Returns the command of {@code request} with all that stands before it; it joins the control {@code group}. */
    List<String> before(ProcessRequest request, Optional<Path> group) {
        String joined = group.map(Path::toString).orElse("");
        // env takes an operand with '=' for a variable.
        boolean plain = !request.command().getFirst().contains("=");
        List<String> signals = plain ? defaultSignals : List.of();
        // A sandbox outlives polite signals, which are for what runs in it: its own end would be a sudden one for that.
        boolean enclosed = !request.enclosure().isEmpty() && !signals.isEmpty();
        return Stream.of(
                        setsid,
                        setsid.isEmpty() ? List.<String>of() : List.of("/bin/sh", "-c", LAUNCH, joined),
                        enclosed ? ignoredSignals : List.<String>of(),
                        request.enclosure(),
                        signals,
                        request.command())
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Path> tool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> env(String option) {
        return tool("env")
                .map(path -> List.of(path.toString(), option + POLITE))
                .filter(SessionPrefix::works)
                .orElse(List.of());
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
