package net.buildserver.verification.endtoend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between a server and one agent or browser: it can be cut, or swallow everything as a dead line does. */
public final class Partition implements Closeable {
    private static final int BUFFER = 16 << 10;

    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private State state = State.WHOLE;

    /** What becomes of bytes. */
    public enum State {
        /** They arrive. */
        WHOLE,
        /** Connections are broken and refused. */
        CUT,
        /** Connections stay and new ones are taken, but nothing arrives until the line is whole again. */
        DEAD
    }

    private Partition(URI server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Opens a way to {@code server} on a port of its own. */
    public static Partition before(URI server) {
        try {
            Partition partition = new Partition(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(partition::accept);
            return partition;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Changes the line. */
    public void become(State next) {
        lock.lock();
        try {
            state = next;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == State.CUT) {
            open.forEach(Partition::closeQuietly);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket there = new Socket()) {
            if (!pass()) {
                return;
            }
            there.connect(new java.net.InetSocketAddress(server.getHost(), server.getPort()), 5_000);
            open.add(there);
            Thread back = Thread.ofVirtual().start(() -> copy(there, client));
            copy(client, there);
            back.join();
        } catch (IOException broken) {
            // Either side left.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0 && pass(); count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            // The other direction is closed below.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    // Returns whether bytes may go on; waits while the line is dead.
    private boolean pass() {
        lock.lock();
        try {
            while (state == State.DEAD) {
                healed.awaitUninterruptibly();
            }
            return state == State.WHOLE;
        } finally {
            lock.unlock();
        }
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
        become(State.CUT);
    }
}
