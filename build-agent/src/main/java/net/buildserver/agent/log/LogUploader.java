package net.buildserver.agent.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.LogAnswer;

/**
 * Sends a growing log from the offset that the server has, at most {@link #INTERVAL} behind. A part that the server refuses is
 * replaced by a line that says so; from there on the server's offsets differ from ours.
 */
public final class LogUploader {
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final int CHUNK = 256 << 10;
    private static final int SMALLEST = 4 << 10;

    private final AgentApi api;
    private final Retries retries;
    private final UUID attemptId;
    private final LogSource log;
    private final Consumer<Directive> directives;
    private final byte[] buffer = new byte[CHUNK];
    // Where the next byte of ours lies in the server's log, less where it lies in ours.
    private long shift;
    private boolean changed;
    private long next;

    /**
     * Creates the uploader of one attempt's log.
     *
     * @param directives gets what every answer says
     */
    public LogUploader(AgentApi api, Retries retries, UUID attemptId, LogSource log, Consumer<Directive> directives) {
        this.api = api;
        this.retries = retries;
        this.attemptId = attemptId;
        this.log = log;
        this.directives = directives;
    }

    /**
     * Sends what there is and what is appended, until {@code complete} is given and everything was sent.
     *
     * @throws ServerException if the server wants no more of it
     */
    public void run(StopSignal complete) {
        while (true) {
            boolean last = complete.isStopped();
            int count = log.read(buffer, next);
            if (count > 0) {
                send(count);
            } else if (last) {
                return;
            } else {
                complete.await(INTERVAL);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }

    /** Sends everything once more, since the server's log is not ours. */
    public void again() {
        answered(retries.call(() -> api.restartLog(attemptId)));
        StopSignal complete = new StopSignal();
        complete.stop();
        shift = 0;
        changed = false;
        next = 0;
        run(complete);
    }

    /** Returns how long the server's log is. */
    public long serverBytes() {
        return next + shift;
    }

    /** Returns whether the server's log is byte for byte ours, as far as we know. */
    public boolean isFaithful() {
        return !changed;
    }

    private void send(int count) {
        try {
            answered(append(buffer, count));
        } catch (ServerException.Gap gap) {
            long expected = gap.expected() - shift;
            if (expected < 0 || expected == next) {
                throw gap;
            }
            next = expected;
        } catch (ServerException.Refused refused) {
            if (count > SMALLEST) {
                // Maybe only its length is the trouble.
                send(count / 2);
            } else {
                leaveOut(count, refused);
            }
        }
    }

    /** Puts a line in the place of {@code count} bytes; if not even that is taken, the log cannot be delivered. */
    private void leaveOut(int count, ServerException.Refused refused) {
        byte[] line = ("[" + count + " bytes of the log are missing here: the server refused them]\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            LogAnswer answer = append(line, line.length);
            changed = true;
            directives.accept(answer.directive());
            next += count;
            shift = answer.nextOffset() - next;
        } catch (ServerException.Refused again) {
            throw refused;
        }
    }

    private LogAnswer append(byte[] bytes, int count) {
        long offset = next + shift;
        return retries.call(() -> api.log(attemptId, offset, bytes, count));
    }

    private void answered(LogAnswer answer) {
        directives.accept(answer.directive());
        next = answer.nextOffset() - shift;
    }
}
