package net.buildserver.api.artifacts;

import java.util.UUID;
import net.buildserver.api.security.AgentPrincipal;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.orchestrator.artifacts.Artifacts;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uploads of agents: they ask where to put, put, and say that they did. */
@RestController
@RequestMapping(AgentProtocol.BASE_PATH + "/attempts/{attemptId}/artifacts")
class AgentArtifactsController {
    private final Artifacts artifacts;

    AgentArtifactsController(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @PostMapping
    UploadTargets declare(
            @PathVariable UUID attemptId,
            @RequestBody ArtifactDeclarations declarations,
            @AuthenticationPrincipal AgentPrincipal agent) {
        return artifacts.declare(attemptId, agent.agentId(), declarations.artifacts());
    }

    @PostMapping("/commit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void commit(
            @PathVariable UUID attemptId,
            @RequestBody ArtifactCommit commit,
            @AuthenticationPrincipal AgentPrincipal agent) {
        artifacts.commit(attemptId, agent.agentId(), commit.artifactIds());
    }
}
