package net.buildserver.api.standalone;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.agent.BuildAgent;
import net.buildserver.domain.agent.BuildAgentStatus;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.agents.Agents;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Starts the agent beside the server and waits until the server sees it. */
final class LocalAgents {
    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(10);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Agents agents;
    private final EnrolmentTokens tokens;
    private final StandaloneOptions options;
    private final DataFolder data;
    // An agent counts as idle for a while after its last word, so only a new word shows that this process has come up.
    private final Set<@Nullable Instant> heardBefore = new HashSet<>();

    LocalAgents(ApplicationContext context, StandaloneOptions options, DataFolder data) {
        this.agents = context.getBean(Agents.class);
        this.tokens = context.getBean(EnrolmentTokens.class);
        this.options = options;
        this.data = data;
    }

    /** Starts the agent; the caller closes it. */
    LocalAgent start(String serverUrl) throws IOException {
        String token = null;
        agents.list().forEach(agent -> heardBefore.add(agent.lastHeartbeat()));
        if (agents.list().isEmpty()) {
            EnrolmentTokens.Terms once = new EnrolmentTokens.Terms(
                    "agent beside the server", BuildTargetType.valueOf(pool()), false, TOKEN_VALIDITY);
            token = tokens.create(once, "standalone").secret();
        }
        return LocalAgent.start(options, data, serverUrl, token);
    }

    /**
     * Waits until the server sees the agent.
     *
     * @throws StandaloneException if the agent ends or does not appear in time
     */
    void await(LocalAgent agent) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isThere(agents.list())) {
            if (!agent.isAlive() || System.nanoTime() > deadline) {
                throw new StandaloneException("The agent did not start; " + agent.log() + " says why.");
            }
            pause();
        }
    }

    private boolean isThere(List<BuildAgent> agents) {
        return agents.stream()
                .anyMatch(agent ->
                        agent.status() == BuildAgentStatus.Idle && !heardBefore.contains(agent.lastHeartbeat()));
    }

    // There is no event to wait for: the agent is another process, and this is one start-up.
    private static void pause() {
        try {
            if (new CountDownLatch(1).await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The start was interrupted.", interrupted);
        }
    }

    /** Returns the pool of agents on this operating system. */
    static String pool() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return "Windows";
        }
        return system.startsWith("mac") ? "MacOS" : "Linux";
    }
}
