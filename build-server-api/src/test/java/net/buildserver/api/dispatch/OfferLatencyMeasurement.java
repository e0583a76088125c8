package net.buildserver.api.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.domain.protocol.TaskOffer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an offer takes from the commit of a build to an idle agent, over HTTP. Not part of verify, since it asserts no time:
 * {@code ./mvnw test -pl build-server-api -am -Dtest=OfferLatencyMeasurement -Dsurefire.failIfNoSpecifiedTests=false}
 */
class OfferLatencyMeasurement extends DispatchFixture {
    private static final Logger LOG = LoggerFactory.getLogger(OfferLatencyMeasurement.class);
    private static final int AGENTS = 10;
    private static final int WARM_UP = 60;
    private static final int MEASURED = 200;

    @Test
    void offerReachesAnIdleAgentAtOnce() throws Exception {
        Deque<FakeAgent> agents = new ArrayDeque<>();
        for (int number = 0; number < AGENTS; number++) {
            agents.add(agent(1));
        }
        Deque<CompletableFuture<FakeAgent.Answer>> polls = new ArrayDeque<>();
        agents.forEach(agent -> polls.add(agent.poll()));
        long[] nanos = new long[MEASURED];
        for (int number = -WARM_UP; number < MEASURED; number++) {
            long took = dispatchOnce(agents, polls);
            if (number >= 0) {
                nanos[number] = took;
            }
        }
        Arrays.sort(nanos);
        LOG.info(
                "offer latency with {} agents: p50 {} ms, p95 {} ms, p99 {} ms, max {} ms",
                AGENTS,
                millis(nanos[MEASURED / 2]),
                millis(nanos[MEASURED * 95 / 100]),
                millis(nanos[MEASURED * 99 / 100]),
                millis(nanos[MEASURED - 1]));
    }

    /** Submits one build, waits for whoever gets it, and lets that agent finish and poll again. */
    private long dispatchOnce(Deque<FakeAgent> agents, Deque<CompletableFuture<FakeAgent.Answer>> polls)
            throws Exception {
        awaitAllPolling(agents, polls);
        UUID build = submit();
        long committed = System.nanoTime();
        List<CompletableFuture<FakeAgent.Answer>> open = new ArrayList<>(polls);
        FakeAgent.Answer answer = (FakeAgent.Answer)
                CompletableFuture.anyOf(open.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        long took = System.nanoTime() - committed;
        renew(agents, polls);
        // A poll that timed out meanwhile would be mistaken for the offer.
        return answer.status() == 200
                        && answer.as(TaskOffer.class).executionId().equals(build)
                ? took
                : 0;
    }

    private static CompletableFuture<FakeAgent.Answer> answered(FakeAgent agent, FakeAgent.Answer answer) {
        if (answer.status() == 200) {
            UUID attempt = answer.as(TaskOffer.class).attemptId();
            agent.attempt(attempt, "accept", null);
            agent.attempt(attempt, "finish", succeeded(0));
        }
        return agent.poll();
    }

    private static void renew(Deque<FakeAgent> agents, Deque<CompletableFuture<FakeAgent.Answer>> polls) {
        for (int index = 0; index < AGENTS; index++) {
            FakeAgent agent = agents.removeFirst();
            CompletableFuture<FakeAgent.Answer> poll = polls.removeFirst();
            agents.addLast(agent);
            polls.addLast(poll.isDone() ? answered(agent, poll.join()) : poll);
        }
    }

    private void awaitAllPolling(Deque<FakeAgent> agents, Deque<CompletableFuture<FakeAgent.Answer>> polls) {
        while (jdbc.sql("select count(*) from agents where polling_until > now() and not maintenance")
                        .query(Integer.class)
                        .single()
                < AGENTS) {
            renew(agents, polls);
        }
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 10_000.0) / 100.0;
    }
}
