package net.buildserver.api.agents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.domain.agent.AgentHealth;
import net.buildserver.domain.agent.AgentPool;
import net.buildserver.domain.agent.BuildAgent;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.orchestrator.agents.Agents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agents and pools. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Agents", description = "Agents, their health and their pools.")
class AgentsController {
    private final Agents agents;

    AgentsController(Agents agents) {
        this.agents = agents;
    }

    /** All agents. */
    record AgentList(List<BuildAgent> agents) {}

    /** All pools. */
    record PoolList(List<AgentPool> pools) {}

    /** Whether the agent is to be out of service. */
    record MaintenanceRequest(
            @Schema(example = "true") @Nullable Boolean enabled) {}

    @GetMapping("/agents")
    @Operation(summary = "List the agents")
    AgentList list() {
        return new AgentList(agents.list());
    }

    @GetMapping("/agents/{agentId}")
    @Operation(summary = "Show an agent")
    BuildAgent get(@PathVariable String agentId) {
        return agents.find(agentId).orElseThrow(() -> new NotFoundException("agent", agentId));
    }

    @GetMapping("/agents/{agentId}/health")
    @Operation(summary = "Show an agent's health", description = "Load, heartbeat and the checks of its tools.")
    AgentHealth health(@PathVariable String agentId) {
        return agents.health(agentId).orElseThrow(() -> new NotFoundException("agent", agentId));
    }

    /** Answers with the agent as it stands then; builds that it runs go on. */
    @PostMapping("/agents/{agentId}/maintenance")
    @Operation(
            summary = "Take an agent out of service or back",
            description = "It gets no more builds; those that it runs go on.")
    BuildAgent setMaintenance(@PathVariable String agentId, @RequestBody MaintenanceRequest request) {
        Boolean enabled = request.enabled();
        if (enabled == null) {
            throw new InvalidRequestException("enabled", "must be true or false.");
        }
        agents.setMaintenance(agentId, enabled);
        return get(agentId);
    }

    @PostMapping("/agents/{agentId}/pause")
    @Operation(
            summary = "Pause an agent",
            description = "It takes no new builds until it is resumed, also after a restart; those that it runs go on.")
    BuildAgent pause(@PathVariable String agentId) {
        return command(agentId, AgentCommand.Pause);
    }

    @PostMapping("/agents/{agentId}/resume")
    @Operation(summary = "Resume a paused agent", description = "It takes builds again.")
    BuildAgent resume(@PathVariable String agentId) {
        return command(agentId, AgentCommand.Run);
    }

    @PostMapping("/agents/{agentId}/drain")
    @Operation(
            summary = "Drain an agent",
            description = "It takes no new builds, and its process ends when the running ones have ended.")
    BuildAgent drain(@PathVariable String agentId) {
        return command(agentId, AgentCommand.Drain);
    }

    @PostMapping("/agents/{agentId}/stop")
    @Operation(summary = "Stop an agent", description = "Its builds are ended and queued again, and its process ends.")
    BuildAgent stop(@PathVariable String agentId) {
        return command(agentId, AgentCommand.Stop);
    }

    private BuildAgent command(String agentId, AgentCommand command) {
        agents.command(agentId, command);
        return get(agentId);
    }

    /** Revokes the agent's credential; what it runs is queued again. */
    @DeleteMapping("/agents/{agentId}")
    @Operation(
            summary = "Revoke an agent",
            description = "Its credential is refused from now on; what it runs is queued again.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String agentId) {
        agents.revoke(agentId);
    }

    @GetMapping("/pools")
    @Operation(summary = "List the pools", description = "Agents, free slots and what waits, for each pool.")
    PoolList pools() {
        return new PoolList(agents.pools());
    }
}
