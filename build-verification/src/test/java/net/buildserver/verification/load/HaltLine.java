package net.buildserver.verification.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The line between one server and PostgreSQL, which sees each statement and can kill the server at a change of state. So a server
 * is halted between any two writes without a line of code in it; the setting that switches it on is the database's URL.
 */
final class HaltLine implements Closeable {
    private static final int BUFFER = 16 << 10;

    private final int databasePort;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Halt> armed = new AtomicReference<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder statements = new LongAdder();
    private volatile boolean cut;

    /** Where and when to halt. */
    record Place(HaltPoint point, HaltPoint.Moment moment) {
        static List<Place> all() {
            return Arrays.stream(HaltPoint.values())
                    .flatMap(point -> Arrays.stream(HaltPoint.Moment.values()).map(moment -> new Place(point, moment)))
                    .toList();
        }
    }

    /** Where to halt, and what that means. */
    record Halt(Place place, Runnable kill) {}

    private HaltLine(int databasePort, ServerSocket listener) {
        this.databasePort = databasePort;
        this.listener = listener;
    }

    /** Opens a way to the database on a port of its own. */
    static HaltLine before(int databasePort) {
        try {
            HaltLine line = new HaltLine(databasePort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns {@code url} of a database with this line in its way; nothing on it is encrypted. */
    String through(String url) {
        return url.replace(":" + databasePort + "/", ":" + listener.getLocalPort() + "/")
                + (url.contains("?") ? "&" : "?") + "sslmode=disable&gssEncMode=disable";
    }

    /** Halts at the next such statement. */
    void arm(Halt halt) {
        armed.set(halt);
    }

    /** Halts no more. */
    void disarm() {
        armed.set(null);
    }

    /** Breaks all connections and lets none through, until it is whole again. */
    void cut(boolean now) {
        cut = now;
        if (now) {
            open.forEach(HaltLine::closeQuietly);
        }
    }

    /** Returns how many bytes went over it, both ways. */
    long bytes() {
        return bytes.sum();
    }

    /** Returns how many statements went over it, begin and commit not counted. */
    long statements() {
        return statements.sum();
    }

    void countBytes(int more) {
        bytes.add(more);
    }

    void countStatement() {
        statements.increment();
    }

    /** Returns what to do at {@code sql}, once. */
    @Nullable Halt take(String sql) {
        Halt halt = armed.get();
        return halt != null && halt.place().point().matches(sql) && armed.compareAndSet(halt, null) ? halt : null;
    }

    private void accept() {
        try {
            while (true) {
                Socket server = listener.accept();
                open.add(server);
                if (cut) {
                    closeQuietly(server);
                }
                Thread.ofVirtual().start(() -> connect(server));
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    private void connect(Socket server) {
        try (server;
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort)) {
            open.add(database);
            server.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            HaltSession session = new HaltSession(this, database.getOutputStream(), buffered(server));
            Thread answers = Thread.ofVirtual().start(() -> run(() -> session.answers(in(database)), server, database));
            run(() -> session.statements(in(server)), server, database);
            answers.join();
        } catch (IOException broken) {
            // Either side left.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(server);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(Work work, Socket server, Socket database) {
        try {
            work.run();
        } catch (IOException broken) {
            // Neither side has anything more to say.
        } finally {
            closeQuietly(server);
            closeQuietly(database);
            open.remove(database);
        }
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    private static OutputStream buffered(Socket socket) throws IOException {
        return new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut(true);
    }
}
