package net.buildserver.api.artifacts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.buildserver.domain.artifact.BuildArtifact;
import net.buildserver.orchestrator.artifacts.Artifacts;
import net.buildserver.orchestrator.builds.Build;
import net.buildserver.orchestrator.builds.Builds;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All artifacts of a build in one file, written as it is read from the store. */
@RestController
@Tag(name = "Results")
class ArchiveController {
    private final Builds builds;
    private final Artifacts artifacts;

    ArchiveController(Builds builds, Artifacts artifacts) {
        this.builds = builds;
        this.artifacts = artifacts;
    }

    @GetMapping(path = "/api/v1/builds/{executionId}/artifacts/archive", produces = "application/zip")
    @Operation(
            summary = "Download all artifacts of a build",
            description = "A ZIP file with the paths of the list. One that breaks off is not a whole ZIP file.")
    void archive(@PathVariable UUID executionId, HttpServletResponse response) throws IOException {
        Build build = builds.get(executionId);
        List<BuildArtifact> files = artifacts.of(executionId);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, fileName(build));
        // A store that is away is told before the first byte.
        ZipOutputStream zip = null;
        for (BuildArtifact file : files) {
            try (InputStream bytes = artifacts.open(file)) {
                zip = zip == null ? zip(response) : zip;
                zip.putNextEntry(new ZipEntry(file.path()));
                bytes.transferTo(zip);
                zip.closeEntry();
            }
        }
        (zip == null ? zip(response) : zip).finish();
    }

    private static ZipOutputStream zip(HttpServletResponse response) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8);
        // Most artifacts are packages, which do not get smaller.
        zip.setLevel(Deflater.BEST_SPEED);
        return zip;
    }

    private static String fileName(Build build) {
        String name = build.projectName().replaceAll("[^\\w.-]+", "-") + "-"
                + build.id().toString().substring(0, 8) + ".zip";
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
