package net.buildserver.agent.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The agent's MSBuild files, which lie in its jar and must lie on disk to be imported. */
public final class TargetFiles {
    private static final List<String> NAMES = List.of(
            "facts.targets",
            "facts.outer.targets",
            "cached.targets",
            "full.targets",
            "compile.targets",
            "answered.targets",
            "stand-in.targets");

    private TargetFiles() {}

    /** Writes all files into {@code folder} and returns it. */
    public static Path extract(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            try (InputStream content = TargetFiles.class.getResourceAsStream(name)) {
                if (content == null) {
                    throw new IOException("the agent's program lacks " + name);
                }
                Files.copy(content, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}
