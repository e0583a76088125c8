package net.buildserver.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.LogAnswer;

/** Sends a growing log file from the offset that the server has, at most {@link #INTERVAL} behind. */
public final class LogUploader {
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final int CHUNK = 256 * 1024;

    private final AgentApi api;
    private final Retries retries;
    private final UUID attemptId;
    private final Path file;
    private final Consumer<Directive> directives;

    /**
     * Creates the uploader of one attempt's log.
     *
     * @param directives gets what every answer says
     */
    public LogUploader(AgentApi api, Retries retries, UUID attemptId, Path file, Consumer<Directive> directives) {
        this.api = api;
        this.retries = retries;
        this.attemptId = attemptId;
        this.file = file;
        this.directives = directives;
    }

    /**
     * Sends what the file holds and what is appended, until {@code complete} is given and everything was sent.
     *
     * @throws ServerException if the server wants no more of it
     */
    public void run(StopSignal complete) {
        byte[] buffer = new byte[CHUNK];
        long offset = 0;
        while (true) {
            boolean last = complete.isStopped();
            int count = read(buffer, offset);
            if (count > 0) {
                offset = send(offset, buffer, count);
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

    private long send(long offset, byte[] buffer, int count) {
        try {
            LogAnswer answer = retries.call(() -> api.log(attemptId, offset, buffer, count));
            directives.accept(answer.directive());
            return answer.nextOffset();
        } catch (ServerException.Gap gap) {
            return gap.expected();
        }
    }

    private int read(byte[] buffer, long offset) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Math.max(0, channel.read(ByteBuffer.wrap(buffer), offset));
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read the build's log", unreadable);
        }
    }
}
