package net.buildserver.agent.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.agent.signal.StopSignal;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;

/** Asks for work while there is a free slot and enough disk space, and accepts what is offered. */
final class PollLoop {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(1);

    private final AgentSession session;
    private final Slots slots;
    private final HostLoad load;
    private final HealthChecks checks;
    private final Life life;
    private final Limits limits;
    private boolean waiting;

    PollLoop(AgentSession session, Slots slots, Machine machine, Life life, Limits limits) {
        this.session = session;
        this.slots = slots;
        this.load = machine.load();
        this.checks = machine.checks();
        this.life = life;
        this.limits = limits;
    }

    /**
     * Polls until the agent takes no more builds.
     *
     * @param afterEmptyPoll runs after each poll that brought nothing
     * @throws ServerException if the agent has to end
     */
    void run(StopSignal stop, Duration pollTimeout, Runnable afterEmptyPoll) {
        Retries polls = Retries.spread(stop);
        Retries answers = new Retries(stop);
        while (slots.awaitFree() && !life.isOver()) {
            limits.reached(slots.isBusy()).ifPresent(life::drain);
            if (!life.takesBuilds() || !checks.hasDiskSpace()) {
                if (!life.isOver() && !life.awaitChange(RETRY)) {
                    return;
                }
            } else if (!poll(polls, answers, pollTimeout)) {
                afterEmptyPoll.run();
            }
        }
    }

    /** Ends a poll of {@code thread} that waits for work; what it does with an offer is not interrupted. */
    synchronized void interrupt(Thread thread) {
        if (waiting) {
            thread.interrupt();
        }
    }

    private synchronized boolean beginWaiting() {
        waiting = !life.isOver();
        return waiting;
    }

    private synchronized void endWaiting() {
        waiting = false;
    }

    private boolean poll(Retries polls, Retries answers, Duration pollTimeout) {
        long start = System.nanoTime();
        Optional<TaskOffer> offer = waitForOffer(polls, pollTimeout);
        if (offer.isPresent()) {
            if (!life.takesBuilds()) {
                decline(offer.get(), "The agent takes no builds: " + life.reason(), answers);
            } else {
                accept(offer.get(), answers);
            }
            return true;
        }
        // A server that sends everybody away at once, as one does that stops, is not asked by everybody at once again.
        if (System.nanoTime() - start < pollTimeout.dividedBy(4).toNanos()) {
            life.awaitChange(Duration.ofMillis(ThreadLocalRandom.current().nextLong(CALM.toMillis())));
        }
        return false;
    }

    private Optional<TaskOffer> waitForOffer(Retries retries, Duration pollTimeout) {
        PollRequest request = new PollRequest(session.id(), slots.free(), load.usage());
        if (!beginWaiting()) {
            return Optional.empty();
        }
        try {
            return retries.call(() -> session.api().poll(request, pollTimeout));
        } catch (ServerException.Unreadable foreign) {
            session.log().error("the offer cannot be read: " + foreign.sentence());
            return Optional.empty();
        } finally {
            endWaiting();
        }
    }

    private void accept(TaskOffer offer, Retries retries) {
        // Somebody on the way may say things twice; two builds of one attempt would write into each other's log.
        if (slots.holds(offer.attemptId())) {
            session.log().warn("attempt " + offer.attemptId() + " runs already and is offered again");
            life.awaitChange(Duration.ofMillis(ThreadLocalRandom.current().nextLong(CALM.toMillis())));
            return;
        }
        TaskAssignment assignment;
        try {
            assignment = retries.call(() -> session.api().accept(offer.attemptId()), offer.acceptWithin());
        } catch (ServerException.Unreadable incomplete) {
            decline(offer, "The agent cannot run the task: " + incomplete.sentence(), retries);
            return;
        } catch (ServerException.AttemptGone | ServerException.Unavailable | ServerException.Refused lost) {
            session.log().warn("the offer " + offer.attemptId() + " could not be accepted: " + lost.sentence());
            return;
        }
        limits.tookBuild();
        slots.start(assignment);
    }

    private void decline(TaskOffer offer, String reason, Retries retries) {
        session.log().error("attempt " + offer.attemptId() + " is declined: " + reason);
        try {
            retries.call(
                    () -> {
                        session.api().decline(offer.attemptId(), new DeclineReport(reason, null));
                        return true;
                    },
                    offer.acceptWithin());
        } catch (ServerException.AttemptGone | ServerException.Unavailable | ServerException.Refused lost) {
            session.log().warn("the task could not be handed back: " + lost.sentence());
        }
    }
}
