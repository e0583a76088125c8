package net.buildserver.verification.measure;

import java.lang.management.ManagementFactory;

/** How busy the machine is, which stands beside every figure. */
final class MachineLoad {

    private MachineLoad() {}

    static String now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "load average %.1f on %d cores"
                .formatted(system.getSystemLoadAverage(), system.getAvailableProcessors());
    }
}
