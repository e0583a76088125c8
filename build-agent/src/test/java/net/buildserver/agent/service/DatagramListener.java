package net.buildserver.agent.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Unix datagram socket that is read, as systemd reads its own. */
final class DatagramListener implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SHUT_RDWR = 2;

    private final Path path;
    private final int socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private DatagramListener(Path path, int socket) {
        this.path = path;
        this.socket = socket;
    }

    static DatagramListener bind(Path path) throws IOException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            int socket = (int) handle("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
            MemorySegment address = arena.allocate(110);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
            int bound = (int) handle("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(socket, address, 110);
            if (bound != 0) {
                throw new IOException("cannot bind " + path);
            }
            DatagramListener listener = new DatagramListener(path, socket);
            Thread.ofPlatform().daemon().start(listener::read);
            return listener;
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IOException(failed);
        }
    }

    Path path() {
        return path;
    }

    String next() throws InterruptedException {
        return received.poll(20, TimeUnit.SECONDS);
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    @SuppressWarnings("restricted")
    private void read() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(1024);
            MethodHandle read = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("read"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG));
            while (true) {
                long count = (long) read.invokeExact(socket, buffer, 1024L);
                if (count <= 0) {
                    return;
                }
                byte[] bytes = buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
                received.add(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (Throwable ended) {
            received.add("listener failed: " + ended);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String function, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(function), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @Override
    public void close() throws IOException {
        try {
            int _ = (int) handle("shutdown", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact(socket, SHUT_RDWR);
            int _ = (int) handle("close", ValueLayout.JAVA_INT).invokeExact(socket);
        } catch (Throwable failed) {
            throw new IOException(failed);
        }
    }
}
