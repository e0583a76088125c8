package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A server that is killed again and again, and started again by somebody who does not give up, as a service manager does. */
final class FaultyNode {
    private static final int STARTS = 20;

    private final Path folder;
    private final int port = Services.freePort();
    private final HaltLine line;
    private final Map<String, String> properties;
    private final WrongClock clock;
    private final Map<String, String> environment;
    private volatile CompletableFuture<ServerNode> current;

    private FaultyNode(Path folder, HaltLine line, Map<String, String> properties, boolean clocks) {
        this.folder = folder;
        this.line = line;
        this.properties = properties;
        this.clock = WrongClock.at(folder.resolve("clock-of-server-" + port));
        this.environment = clocks ? clock.environment() : Map.of();
        this.current = launch(0);
    }

    /**
     * Starts a server that reaches PostgreSQL by a line of its own.
     *
     * @param clocks whether its clock can be wrong
     */
    static FaultyNode start(Path folder, int databasePort, Map<String, String> settings, boolean clocks) {
        HaltLine line = HaltLine.before(databasePort);
        Map<String, String> properties = new HashMap<>(settings);
        properties.computeIfPresent("spring.datasource.url", (name, url) -> line.through(url));
        return new FaultyNode(folder, line, properties, clocks);
    }

    private CompletableFuture<ServerNode> launch(long afterMillis) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Patience.pause(afterMillis);
                    for (int start = 1; true; start++) {
                        try {
                            return ServerNode.start(folder, port, properties, environment);
                        } catch (IllegalStateException nothingToStartOn) {
                            if (start == STARTS) {
                                throw nothingToStartOn;
                            }
                        }
                    }
                },
                Thread::startVirtualThread);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path console() {
        return ServerNode.console(folder, port);
    }

    boolean isReady() {
        return current.isDone() && node().isAlive();
    }

    void awaitReady() {
        current.join();
    }

    /** Returns the process that serves, or waits until it does. */
    ServerNode node() {
        return current.join();
    }

    /** Kills it; it starts again in the background. */
    void crash(long awayMillis) {
        node().kill();
        current = launch(awayMillis);
    }

    void freeze(long millis) {
        ServerNode node = node();
        node.freeze(true);
        Patience.pause(millis);
        node.freeze(false);
    }

    /** Has a clock that is wrong by {@code offset}, and then right again. */
    void setClockWrong(Duration offset, long millis) {
        clock.be(offset, millis);
    }

    void cutOff(long millis) {
        line.cut(true);
        Patience.pause(millis);
        line.cut(false);
    }

    /** Kills it at {@code place}, if it comes there within {@code seconds}; returns whether it did. */
    boolean halt(HaltLine.Place place, int seconds) {
        ServerNode node = node();
        line.arm(new HaltLine.Halt(place, node::kill));
        boolean halted = Patience.until(seconds, () -> !node.isAlive());
        line.disarm();
        if (halted || !node.isAlive()) {
            current = launch(0);
            return true;
        }
        return false;
    }

    void close() {
        current.thenAccept(ServerNode::kill).join();
        try {
            line.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
