package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock that a process sees, which can be set while it runs. It needs {@code libfaketime} (a package of that name); without it
 * every clock is right.
 */
final class WrongClock {
    // The variant without locks: with them each look at the clock costs a JVM some microseconds.
    private static final Optional<Path> LIBRARY = library();

    /** Seconds after which a process sees that its clock was set. */
    private static final int NOTICED = 1;

    private final Path file;

    private WrongClock(Path file) {
        this.file = file;
    }

    /** A clock that goes right at first and is set by {@code file}. */
    static WrongClock at(Path file) {
        WrongClock clock = new WrongClock(file);
        clock.set(Duration.ZERO);
        return clock;
    }

    private static Optional<Path> library() {
        try (Stream<Path> folders = Files.exists(Path.of("/usr/lib")) ? Files.list(Path.of("/usr/lib")) : Stream.of()) {
            return folders.map(folder -> folder.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns whether clocks can be wrong on this machine. */
    static boolean isPossible() {
        return LIBRARY.isPresent();
    }

    /** Returns what a process must find in its environment to have this clock. Time that only passes and files are left as they are. */
    Map<String, String> environment() {
        return LIBRARY.map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_CACHE_DURATION",
                        String.valueOf(NOTICED),
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Else waits for a time end at once, and the idle threads of a JVM spin.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0",
                        "NO_FAKE_STAT",
                        "1"))
                .orElse(Map.of());
    }

    /** Is wrong by {@code offset} for a while, and long enough to be noticed. */
    void be(Duration offset, long millis) {
        set(offset);
        Patience.pause(NOTICED * 1000L + millis);
        set(Duration.ZERO);
    }

    private void set(Duration offset) {
        try {
            Path next = Files.writeString(
                    file.resolveSibling(file.getFileName() + ".next"), String.format("%+d%n", offset.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
