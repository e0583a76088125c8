package net.buildserver.agent.signal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The signals that ask the process to stop. Java's shutdown hooks see the first one only; the JDK's own signal class, which
 * every JDK has although it is no part of the platform's API, sees each. It is used by reflection, so that a runtime without it
 * still works.
 */
public final class ProcessSignals {
    // Ctrl-C and the stop of a Windows service arrive as INT, that of systemd and containers as TERM.
    private static final List<String> STOPPING = List.of("TERM", "INT");

    private ProcessSignals() {}

    /** Runs {@code step} at each request to stop, and returns whether that is possible here. */
    public static boolean onStop(Runnable step) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(step);
            Object onSignal =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            for (String name : STOPPING) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            return false;
        }
    }
}
