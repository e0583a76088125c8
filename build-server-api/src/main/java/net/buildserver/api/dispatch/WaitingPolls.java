package net.buildserver.api.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.orchestrator.agents.AgentPresence;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.lease.LeaseTerms;
import net.buildserver.orchestrator.scheduling.Offers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The polls that this node holds open, one per agent. */
@Component
final class WaitingPolls implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingPolls.class);

    /** Offers may come while an agent is between two polls; its next one finds them. */
    private static final Duration UNTIL_NEXT = Duration.ofSeconds(2);

    private final AgentPresence presence;
    private final Offers offers;
    private final Signals signals;
    private final Duration timeout;
    private final Map<String, WaitingPoll> open = new ConcurrentHashMap<>();
    private final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    WaitingPolls(AgentPresence presence, Offers offers, Signals signals, LeaseTerms terms) {
        this.presence = presence;
        this.offers = offers;
        this.signals = signals;
        this.timeout = terms.poll();
    }

    /**
     * Opens a poll, which ends an older one of the same agent. It listens before it looks, so that no offer falls in between.
     *
     * @throws net.buildserver.orchestrator.agents.SessionReplacedException if another process has the agent's session
     */
    WaitingPoll open(String agentId, PollRequest request) {
        // The session is checked first, so that a replaced process does not end its successor's poll.
        WaitingPoll poll = new WaitingPoll(presence.polls(agentId, request, timeout.plus(UNTIL_NEXT)));
        poll.whenClosed(() -> open.remove(agentId, poll));
        poll.until(signals.subscribe("agent:" + agentId, () -> lookers.execute(() -> look(agentId, poll))));
        poll.until(signals.subscribe("recall:" + agentId, () -> lookers.execute(() -> recall(agentId, poll))));
        WaitingPoll older = open.put(agentId, poll);
        if (older != null) {
            older.answerNothing();
        }
        look(agentId, poll);
        if (!running) {
            poll.answerNothing();
        }
        if (poll.isOpen()) {
            poll.endAfter(timeout);
            signals.publish("waiting:" + agentId);
        }
        return poll;
    }

    private void look(String agentId, WaitingPoll poll) {
        if (!poll.isOpen()) {
            return;
        }
        try {
            offers.waitingFor(agentId, poll.began()).ifPresent(poll::answer);
        } catch (DataAccessException away) {
            LOG.warn("The offers for agent {} could not be read; its next poll finds them.", agentId, away);
            poll.answerNothing();
        }
    }

    // A signal may also come because others may have been missed, and then nobody recalled anything.
    private void recall(String agentId, WaitingPoll poll) {
        look(agentId, poll);
        try {
            if (poll.isOpen() && !presence.isWaiting(agentId)) {
                poll.answerNothing();
            }
        } catch (DataAccessException away) {
            LOG.warn("Whether agent {} may still wait could not be read; its next poll asks again.", agentId, away);
            poll.answerNothing();
        }
    }

    /** Returns whether an agent waits here, and hears what is said to it. */
    boolean holds(String agentId) {
        return open.containsKey(agentId);
    }

    @Override
    public void start() {
        running = true;
    }

    /** Answers all polls at once, before the web server stops, so that the agents turn to another node. */
    @Override
    public void stop() {
        running = false;
        open.values().forEach(WaitingPoll::answerNothing);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
