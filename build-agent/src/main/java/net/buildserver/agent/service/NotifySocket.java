package net.buildserver.agent.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sends datagrams to a Unix socket, which Java's own sockets cannot, by the C library. Used on Linux only, where systemd gives
 * the socket's name in {@code NOTIFY_SOCKET}.
 */
final class NotifySocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    // What struct sockaddr_un leaves for the name.
    private static final int LONGEST_NAME = 107;

    private final byte[] name;

    /** Creates a sender to the socket {@code path}; a leading {@code @} means a name that is in no file system. */
    NotifySocket(String path) {
        this.name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_NAME) {
            throw new IllegalArgumentException("NOTIFY_SOCKET is no name of a socket: '" + path + "'");
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
    }

    /** Sends {@code message} as one datagram. */
    void send(String message) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int socket = (int)
                    call("socket", ValueLayout.JAVA_INT, 3).invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (socket < 0) {
                throw new IOException("no Unix socket");
            }
            try {
                send(socket, message.getBytes(StandardCharsets.UTF_8), arena);
            } finally {
                int _ = (int) call("close", ValueLayout.JAVA_INT, 1).invokeExact(socket);
            }
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable unsupported) { // method handles declare it
            throw new IOException("the C library cannot be called: " + unsupported, unsupported);
        }
    }

    @SuppressWarnings("restricted")
    private void send(int socket, byte[] message, Arena arena) throws Throwable {
        MemorySegment address = arena.allocate(2 + LONGEST_NAME + 1L);
        address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
        MethodHandle sendto = handle(
                "sendto",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        long sent =
                (long) sendto.invokeExact(socket, bytes, (long) message.length, MSG_NOSIGNAL, address, 2 + name.length);
        if (sent != message.length) {
            throw new IOException("the service manager does not listen");
        }
    }

    private static MethodHandle call(String function, ValueLayout.OfInt result, int arguments) {
        ValueLayout[] layouts = new ValueLayout[arguments];
        Arrays.fill(layouts, ValueLayout.JAVA_INT);
        return handle(function, FunctionDescriptor.of(result, layouts));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), descriptor);
    }
}
