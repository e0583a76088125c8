package net.buildserver.api.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that an earlier start left behind because it was killed. Its number stands in a file of the data folder; it is
 * ended only if its command line shows that it is what the file says.
 */
final class LeftoverProcess {
    private static final long GRACE_SECONDS = 15;

    private LeftoverProcess() {}

    /** Ends the process whose number is the first line of {@code pidFile}, if it runs and its command holds {@code word}. */
    static void end(Path pidFile, String word) throws IOException {
        if (!Files.isReadable(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        String first = lines.isEmpty() ? "" : lines.getFirst().strip();
        if (!first.matches("\\d{1,18}")) {
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(first))
                .filter(candidate -> command(candidate).contains(word));
        if (process.isPresent()) {
            process.get().destroy();
            if (!endsWithin(process.get(), GRACE_SECONDS)) {
                process.get().destroyForcibly();
                endsWithin(process.get(), GRACE_SECONDS);
            }
        }
    }

    private static String command(ProcessHandle process) {
        return process.info().command().orElse("");
    }

    private static boolean endsWithin(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failed) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
