package net.buildserver.api.cache;

import java.util.UUID;
import net.buildserver.api.security.AgentPrincipal;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.DistrustedProjects;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.domain.protocol.VerifiedHits;
import net.buildserver.orchestrator.cache.CacheEntries;
import net.buildserver.orchestrator.cache.CachePacks;
import net.buildserver.orchestrator.cache.Distrust;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Look-ups and publications of agents. What an attempt may see and write follows from its build, not from the request. */
@RestController
@RequestMapping(AgentProtocol.BASE_PATH + "/attempts/{attemptId}/cache")
class AgentCacheController {
    private final CacheEntries entries;
    private final CachePacks packs;
    private final Distrust distrust;

    AgentCacheController(CacheEntries entries, CachePacks packs, Distrust distrust) {
        this.entries = entries;
        this.packs = packs;
        this.distrust = distrust;
    }

    @PostMapping("/lookup")
    CacheAnswer lookUp(
            @PathVariable UUID attemptId,
            @RequestBody CacheQuery query,
            @AuthenticationPrincipal AgentPrincipal agent) {
        return entries.lookUp(attemptId, agent.agentId(), query);
    }

    @PostMapping("/packs")
    PackUploads declare(
            @PathVariable UUID attemptId,
            @RequestBody PackDeclarations declarations,
            @AuthenticationPrincipal AgentPrincipal agent) {
        return packs.declare(attemptId, agent.agentId(), declarations.packs());
    }

    @PostMapping("/entries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publish(
            @PathVariable UUID attemptId,
            @RequestBody CachePublication publication,
            @AuthenticationPrincipal AgentPrincipal agent) {
        entries.publish(attemptId, agent.agentId(), publication.entries());
    }

    @PostMapping("/damaged")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void damaged(
            @PathVariable UUID attemptId,
            @RequestBody DamagedPacks damaged,
            @AuthenticationPrincipal AgentPrincipal agent) {
        packs.damaged(attemptId, agent.agentId(), damaged);
    }

    @PostMapping("/distrusted")
    DistrustedProjects distrusted(@PathVariable UUID attemptId, @AuthenticationPrincipal AgentPrincipal agent) {
        return new DistrustedProjects(distrust.reasons(attemptId, agent.agentId()));
    }

    @PostMapping("/verified")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verified(
            @PathVariable UUID attemptId,
            @RequestBody VerifiedHits verified,
            @AuthenticationPrincipal AgentPrincipal agent) {
        distrust.verified(attemptId, agent.agentId(), verified.hits());
    }
}
