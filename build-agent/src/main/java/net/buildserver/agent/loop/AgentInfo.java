package net.buildserver.agent.loop;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import net.buildserver.domain.agent.BuildAgentCapabilities;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.SessionStart;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says of itself.
 *
 * @param version version of its program
 * @param name name that the operator gave it, or null
 * @param hostname name of its machine
 * @param pool pool that it joins
 * @param capabilities gives what it can do now
 */
public record AgentInfo(
        String version,
        @Nullable String name,
        String hostname,
        BuildTargetType pool,
        Supplier<BuildAgentCapabilities> capabilities) {
    AgentRegistration registration() {
        return new AgentRegistration(AgentProtocol.VERSION, version, name, hostname, pool, capabilities.get());
    }

    SessionStart session(UUID sessionId, Instant startedAt, List<UUID> heldAttempts) {
        return new SessionStart(
                AgentProtocol.VERSION, sessionId, version, hostname, startedAt, capabilities.get(), heldAttempts);
    }
}
