package net.buildserver.api.artifacts;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.artifact.BuildArtifact;
import net.buildserver.orchestrator.artifacts.Artifacts;
import net.buildserver.orchestrator.builds.Builds;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What builds left behind, for users. */
@RestController
class ArtifactsController {
    private final Builds builds;
    private final Artifacts artifacts;

    ArtifactsController(Builds builds, Artifacts artifacts) {
        this.builds = builds;
        this.artifacts = artifacts;
    }

    @GetMapping("/api/v1/builds/{executionId}/artifacts")
    ArtifactList list(@PathVariable UUID executionId) {
        builds.get(executionId);
        return new ArtifactList(artifacts.of(executionId).stream()
                .map(ArtifactsController::inMilliseconds)
                .toList());
    }

    /** Redirects to the store, which sends the bytes; the URL holds for a minute and for this one file. */
    @GetMapping("/api/v1/artifacts/{artifactId}/download")
    ResponseEntity<Void> download(@PathVariable UUID artifactId) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(artifacts.download(artifactId))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static BuildArtifact inMilliseconds(BuildArtifact artifact) {
        return new BuildArtifact(
                artifact.name(),
                artifact.path(),
                artifact.sizeBytes(),
                artifact.contentType(),
                artifact.sha256Hash(),
                artifact.createdAt().truncatedTo(ChronoUnit.MILLIS),
                artifact.downloadUrl());
    }

    /** The list as the specification shows it. */
    record ArtifactList(List<BuildArtifact> artifacts) {}
}
