package net.buildserver.api.agents;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.api.security.AgentAuthentication;
import net.buildserver.orchestrator.agents.Agents;
import net.buildserver.orchestrator.agents.BearerSecret;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.Ages;
import org.springframework.stereotype.Component;

/**
 * Looks credentials up by their hash, and remembers for seconds those that are valid: a signal empties the memory when one is
 * revoked, and its age bounds what a lost signal costs.
 */
@Component
final class AgentCredentials implements AgentAuthentication {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    private final Agents agents;
    private final EnrolmentTokens tokens;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    AgentCredentials(Agents agents, EnrolmentTokens tokens, Signals signals, InstantSource clock) {
        this.agents = agents;
        this.tokens = tokens;
        this.clock = clock;
        // For as long as the application lives, so that nobody ends the subscription.
        Signals.Subscription _ = signals.subscribe("agents", known::clear);
    }

    private record Known(String agentId, Instant read) {}

    @Override
    public Optional<String> agentOf(String credential) {
        byte[] sha256 = BearerSecret.sha256(credential);
        String key = HexFormat.of().formatHex(sha256);
        Instant now = clock.instant();
        Known remembered = known.get(key);
        if (remembered != null && Ages.isYounger(remembered.read(), REMEMBERED, now)) {
            return Optional.of(remembered.agentId());
        }
        Optional<String> agent = agents.byCredential(sha256);
        if (known.size() >= MOST) {
            known.clear();
        }
        agent.ifPresentOrElse(id -> known.put(key, new Known(id, now)), () -> known.remove(key));
        return agent;
    }

    @Override
    public boolean mayEnrol(String enrolmentToken) {
        return tokens.mayEnrol(enrolmentToken);
    }
}
