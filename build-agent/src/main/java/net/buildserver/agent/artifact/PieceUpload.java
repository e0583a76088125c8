package net.buildserver.agent.artifact;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import org.jspecify.annotations.Nullable;

/** Puts one piece, up to five times; pauses grow from half a second to half a minute, with jitter. */
final class PieceUpload {
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final FileUpload store;
    private final StopSignal waiting = new StopSignal();

    PieceUpload(FileUpload store) {
        this.store = store;
    }

    /**
     * Puts the piece.
     *
     * @return whether the store has it; if not, its address has expired
     * @throws ServerException.Unavailable if the store did not take it in the end
     * @throws ServerException.Stopped if the thread was interrupted
     */
    boolean put(Piece piece) {
        Duration ceiling = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            try {
                return store.put(piece.url(), piece.headers(), piece.bytes());
            } catch (ServerException.Unavailable unavailable) {
                if (tried == TRIES || waiting.await(pause(ceiling, unavailable.retryAfter()))) {
                    throw unavailable;
                }
                Duration twice = ceiling.multipliedBy(2);
                ceiling = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            }
        }
    }

    private static Duration pause(Duration ceiling, @Nullable Duration asked) {
        return asked == null
                ? Duration.ofNanos(ThreadLocalRandom.current().nextLong(ceiling.toNanos()))
                : asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }
}
