package net.buildserver.api.artifacts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
@Tag(name = "Results")
class ArtifactsController {
    private final Builds builds;
    private final Artifacts artifacts;

    ArtifactsController(Builds builds, Artifacts artifacts) {
        this.builds = builds;
        this.artifacts = artifacts;
    }

    @GetMapping("/api/v1/builds/{executionId}/artifacts")
    @Operation(
            summary = "List the artifacts of a build",
            description = "Only files whose digest the server has seen in the store.")
    ArtifactList list(@PathVariable UUID executionId) {
        builds.get(executionId);
        return new ArtifactList(artifacts.of(executionId).stream()
                .map(ArtifactsController::inMilliseconds)
                .toList());
    }

    /** Redirects to the store, which sends the bytes; the URL holds for a minute and for this one file. */
    @GetMapping("/api/v1/artifacts/{artifactId}/download")
    @Operation(
            summary = "Download an artifact",
            description = "Redirects to a short-lived signed URL of the store: `curl -fL -OJ`.")
    ResponseEntity<Void> download(@PathVariable UUID artifactId) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(artifacts.download(artifactId))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** Answers with the same URL as data, for pages that cannot send a credential along a link. */
    @GetMapping("/api/v1/artifacts/{artifactId}/link")
    @Operation(
            summary = "Show the signed URL of an artifact",
            description = "What the download redirects to, for browsers; it holds for a minute.")
    ResponseEntity<ArtifactLink> link(@PathVariable UUID artifactId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ArtifactLink(artifacts.download(artifactId)));
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

    /** Where an artifact's bytes are, for a minute. */
    record ArtifactLink(URI url) {}

    /** The list as the specification shows it. */
    record ArtifactList(List<BuildArtifact> artifacts) {}
}
