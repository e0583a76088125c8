package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.buildserver.agent.cache.files.FileDigests;

/** What lies in the output folders of a workspace. */
final class Outputs {
    private Outputs() {}

    /**
     * Returns the digests of all files below {@code bin} folders, by path. Endpoints of static web assets hold the
     * modification times of files, which differ between any two builds, and are left out.
     */
    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (name.contains("/bin/") && !name.endsWith(".staticwebassets.endpoints.json")) {
                    outputs.put(name, FileDigests.read(file));
                }
            }
        }
        return outputs;
    }
}
