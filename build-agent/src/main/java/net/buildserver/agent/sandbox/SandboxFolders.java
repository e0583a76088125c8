package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * Folders that all builds of an agent share.
 *
 * @param packages folder of unpacked packages; written while packages are restored
 * @param readable files and folders that builds read: SDK, MSBuild files of the agent, package sources
 */
public record SandboxFolders(Path packages, List<Path> readable) {
    public SandboxFolders {
        readable = List.copyOf(readable);
    }
}
