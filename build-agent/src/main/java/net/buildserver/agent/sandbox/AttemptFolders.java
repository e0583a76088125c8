package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * Folders of one attempt.
 *
 * @param repository the checkout, without links in its path
 * @param temporary its temporary folder, without links in its path
 * @param readable further files and folders that it reads
 */
public record AttemptFolders(Path repository, Path temporary, List<Path> readable) {
    public AttemptFolders {
        readable = List.copyOf(readable);
    }
}
