package net.buildserver.api.standalone;

import java.util.Locale;

/** Which pool the machine's own agent belongs to. */
final class LocalAgents {
    private LocalAgents() {}

    /** Returns the pool of agents on this operating system. */
    static String pool() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return "Windows";
        }
        return system.startsWith("mac") ? "MacOS" : "Linux";
    }
}
