package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.signal.StopSignal;

/**
 * Finds and ends what an attempt left behind, even processes that left its groups: every process of an attempt carries
 * the attempt's id in its environment. Linux only; elsewhere it finds nothing.
 */
public final class ProcessSweep {
    private static final int ROUNDS = 5;
    private static final Duration END_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);
    private static final Path PROC = Path.of("/proc");

    private ProcessSweep() {}

    /**
     * Ends every process of the attempt {@code attemptId}.
     *
     * @return the commands of the processes that were ended
     */
    public static List<String> sweep(String attemptId) {
        List<String> ended = new ArrayList<>();
        // A dying process may have started another one meanwhile.
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> found = find(attemptId);
            if (found.isEmpty()) {
                break;
            }
            for (ProcessHandle process : found) {
                ended.add(process.info().command().orElse("pid " + process.pid()));
                process.destroyForcibly();
            }
            awaitEnd(found);
        }
        return List.copyOf(ended);
    }

    // ProcessHandle.onExit looks at processes that are not the agent's own children only every 300 ms.
    private static void awaitEnd(List<ProcessHandle> processes) {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        StopSignal tick = new StopSignal();
        while (processes.stream().anyMatch(process -> !hasEnded(process))
                && System.nanoTime() < deadline
                && !tick.await(LOOK_INTERVAL)) {
            // Looks again.
        }
    }

    // A dead process keeps its number until its parent asks for it, which the first process of a container may do late.
    private static boolean hasEnded(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String status = Files.readString(PROC.resolve(process.pid() + "/stat"));
            return "ZX".indexOf(status.charAt(status.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException gone) {
            return true;
        }
    }

    /** Returns the processes of the attempt that live. */
    static List<ProcessHandle> find(String attemptId) {
        List<ProcessHandle> found = new ArrayList<>();
        byte[] cookie = (ProcessRequest.COOKIE + "=" + attemptId).getBytes(StandardCharsets.UTF_8);
        long self = ProcessHandle.current().pid();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && carries(process.resolve("environ"), cookie)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException unreadable) {
            return found;
        }
        return found;
    }

    private static boolean carries(Path environ, byte[] cookie) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(environ);
        } catch (IOException gone) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= environment.length; i++) {
            if (i == environment.length || environment[i] == 0) {
                if (i - start == cookie.length && matches(environment, start, cookie)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean matches(byte[] environment, int start, byte[] cookie) {
        for (int i = 0; i < cookie.length; i++) {
            if (environment[start + i] != cookie[i]) {
                return false;
            }
        }
        return true;
    }
}
