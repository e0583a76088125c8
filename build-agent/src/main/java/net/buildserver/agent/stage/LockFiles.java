package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.buildserver.agent.failure.LocalIoException;

/** Looks for NuGet lock files in a checkout. */
final class LockFiles {
    private static final int DEPTH = 12;

    private LockFiles() {}

    static boolean existBelow(Path root) {
        try (Stream<Path> files = Files.find(root, DEPTH, (file, attributes) -> file.endsWith("packages.lock.json"))) {
            return files.findAny().isPresent();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look through the checkout", unreadable);
        }
    }
}
