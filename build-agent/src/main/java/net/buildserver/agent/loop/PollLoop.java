package net.buildserver.agent.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;

/** Asks for work while there is a free slot and enough disk space, and accepts what is offered. */
final class PollLoop {
    private static final Duration DISK_RETRY = Duration.ofSeconds(10);

    private final AgentApi api;
    private final UUID sessionId;
    private final Slots slots;
    private final HostLoad load;
    private final HealthChecks checks;
    private final AgentLog log;

    PollLoop(AgentApi api, UUID sessionId, Slots slots, HostLoad load, HealthChecks checks, AgentLog log) {
        this.api = api;
        this.sessionId = sessionId;
        this.slots = slots;
        this.load = load;
        this.checks = checks;
        this.log = log;
    }

    /**
     * Polls until {@code stop}.
     *
     * @throws ServerException if the agent has to end
     */
    void run(StopSignal stop, Duration pollTimeout) {
        Retries retries = new Retries(stop);
        while (slots.awaitFree() && !stop.isStopped()) {
            if (!checks.hasDiskSpace()) {
                stop.await(DISK_RETRY);
                continue;
            }
            PollRequest request = new PollRequest(sessionId, slots.free(), load.usage());
            Optional<TaskOffer> offer = retries.call(() -> api.poll(request, pollTimeout));
            if (offer.isPresent() && !stop.isStopped()) {
                accept(offer.get(), retries);
            }
        }
    }

    private void accept(TaskOffer offer, Retries retries) {
        TaskAssignment assignment;
        try {
            assignment = retries.call(() -> api.accept(offer.attemptId()), offer.acceptWithin());
        } catch (ServerException.AttemptGone | ServerException.Unavailable | ServerException.Refused lost) {
            log.warn("the offer " + offer.attemptId() + " could not be accepted: " + lost.sentence());
            return;
        }
        slots.start(assignment);
    }
}
