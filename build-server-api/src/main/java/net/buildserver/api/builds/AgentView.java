package net.buildserver.api.builds;

import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.results.reading.AttemptSummary;

/** The agent that runs or ran a build, as the specification shows it. */
record AgentView(String hostname, BuildTargetType targetType, String agentId) {
    static AgentView of(AttemptSummary attempt) {
        return new AgentView(attempt.hostname(), attempt.targetType(), attempt.agentId());
    }
}
