package net.buildserver.agent.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.buildserver.agent.sandbox.ContainerSettings;
import net.buildserver.agent.sandbox.SandboxLevel;

/**
 * How builds are kept apart.
 *
 * @param level wanted level
 * @param network when the network is reached after the restore
 * @param readable further files and folders that builds can read, absolute
 * @param restoreHosts further hosts that a restore may reach
 * @param containers how containers are run
 */
public record SandboxConfig(
        SandboxLevel level,
        Network network,
        List<Path> readable,
        List<String> restoreHosts,
        ContainerSettings containers) {
    /** When a sealed build reaches the network after its packages were restored. */
    public enum Network {
        /** Never. */
        NEVER,
        /** If the build asks for it. */
        ON_REQUEST,
        /** Always. */
        ALWAYS;

        static Optional<Network> named(String name) {
            String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(values())
                    .filter(network -> network.name().equals(constant))
                    .findFirst();
        }
    }

    public SandboxConfig {
        readable = List.copyOf(readable);
        restoreHosts = List.copyOf(restoreHosts);
    }
}
