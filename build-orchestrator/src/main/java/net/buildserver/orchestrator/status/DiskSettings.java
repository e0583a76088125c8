package net.buildserver.orchestrator.status;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * When the server's disks are too full to take new builds.
 *
 * @param paths folders whose disks are watched: those of PostgreSQL and the store where they are on this machine; by default the
 *     folder for temporary files, where logs are packed
 * @param minFree room below which new builds are refused with 503 and none is handed out, by default 1 GB; 0 for never
 */
@Validated
@ConfigurationProperties("build-server.disk")
record DiskSettings(
        @Nullable List<Path> paths, @DefaultValue("1GB") DataSize minFree) {
    List<Path> watched() {
        return paths == null || paths.isEmpty() ? List.of(Path.of(System.getProperty("java.io.tmpdir"))) : paths;
    }
}
