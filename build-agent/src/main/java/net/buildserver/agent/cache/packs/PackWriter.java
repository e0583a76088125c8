package net.buildserver.agent.cache.packs;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes packs: a tar archive, compressed, whose first entry is the manifest and whose others are contents named by their
 * digest, each once. Paths stand in the manifest alone.
 */
public final class PackWriter {
    static final String MANIFEST = "manifest.json";
    private static final int LEVEL = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PackWriter() {}

    /** Writes the files of {@code manifest} from below {@code root} into {@code pack}. */
    public static void write(PackManifest manifest, Path root, Path pack) throws IOException {
        try (OutputStream file = Files.newOutputStream(pack);
                ZstdOutputStream zstd = new ZstdOutputStream(file, LEVEL);
                OutputStream tar = new BufferedOutputStream(zstd, 1 << 16)) {
            byte[] json = JSON.writeValueAsBytes(manifest);
            TarHeader header = new TarHeader(MANIFEST, json.length);
            tar.write(header.bytes());
            tar.write(json);
            tar.write(new byte[header.padding()]);
            Set<String> written = new HashSet<>();
            for (PackFile entry : manifest.files()) {
                if (written.add(entry.sha256())) {
                    TarHeader content = new TarHeader(entry.sha256(), entry.sizeBytes());
                    tar.write(content.bytes());
                    copy(root.resolve(entry.path()), entry, tar);
                    tar.write(new byte[content.padding()]);
                }
            }
            tar.write(new byte[2 * TarHeader.BLOCK]);
        }
    }

    private static void copy(Path file, PackFile entry, OutputStream tar) throws IOException {
        if (Files.size(file) != entry.sizeBytes() || Files.copy(file, tar) != entry.sizeBytes()) {
            throw new PackException(entry.path() + " changed while it was packed");
        }
    }
}
