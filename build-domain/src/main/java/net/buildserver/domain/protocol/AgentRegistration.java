package net.buildserver.domain.protocol;

import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/register} with an enrolment token: a new agent asks for its credential.
 *
 * @param protocolVersion {@link AgentProtocol#VERSION} of the agent
 * @param agentVersion version of the agent's program
 * @param name name that the operator gave it, or null for the host name
 * @param hostname name of its machine
 * @param targetType pool that it joins
 * @param capabilities what it can do
 */
public record AgentRegistration(
        int protocolVersion,
        String agentVersion,
        @Nullable String name,
        String hostname,
        BuildTargetType targetType,
        BuildAgentCapabilities capabilities) {
    public AgentRegistration {
        Wire.required(agentVersion, "agentVersion");
        Wire.required(hostname, "hostname");
        Wire.required(targetType, "targetType");
        Wire.required(capabilities, "capabilities");
    }
}
