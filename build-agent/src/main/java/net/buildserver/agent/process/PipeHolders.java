package net.buildserver.agent.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds who holds the output of a program open after its end. Linux only; elsewhere nobody is found. */
final class PipeHolders {
    private static final Path PROC = Path.of("/proc");

    private final String pipe;

    private PipeHolders(String pipe) {
        this.pipe = pipe;
    }

    /** Remembers the pipe that the process {@code pid} writes its output to. */
    static PipeHolders of(long pid) {
        return new PipeHolders(link(PROC.resolve(pid + "/fd/1")));
    }

    /** Returns the process ids of the holders. */
    List<Long> find() {
        List<Long> found = new ArrayList<>();
        if (!pipe.startsWith("pipe:")) {
            return found;
        }
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && holds(process)) {
                    found.add(pid);
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException unreadable) {
            return found;
        }
        return found;
    }

    /** Waits at most {@code limit}, and returns whether there is none. */
    boolean awaitNone(Duration limit) throws InterruptedException {
        List<Long> found = find();
        for (long pid : found) {
            Optional<ProcessHandle> holder = ProcessHandle.of(pid);
            if (holder.isPresent() && !ends(holder.get(), limit)) {
                return false;
            }
        }
        return found.isEmpty();
    }

    private static boolean ends(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException goesOn) {
            return false;
        }
    }

    /** Ends the holders and returns them as {@code name (pid 7)}. */
    List<String> end() {
        List<String> ended = new ArrayList<>();
        for (long pid : find()) {
            ended.add(name(PROC.resolve(String.valueOf(pid))) + " (pid " + pid + ")");
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        return ended;
    }

    private boolean holds(Path process) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (link(file).equals(pipe)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return false;
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException gone) {
            return "a process";
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
