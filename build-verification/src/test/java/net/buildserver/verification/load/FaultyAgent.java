package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.buildserver.domain.protocol.TaskOffer;

/** An agent whose process and network fail at every step, and that keeps to the protocol between its failures. */
final class FaultyAgent implements Runnable {
    private static final List<String> STAGES = List.of("Clone", "Restore", "Build", "Test", "Package", "Upload");
    private static final int ONE_FAULT_IN = 25;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;

    private final SimulatedAgent agent;
    private final List<URI> servers;
    private final Journal journal;
    private final AtomicLong faults;
    private final Random random;
    private volatile boolean stopped;

    FaultyAgent(SimulatedAgent agent, List<URI> servers, Journal journal, AtomicLong faults, long seed) {
        this.agent = agent;
        this.servers = servers;
        this.journal = journal;
        this.faults = faults;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                Optional<TaskOffer> offer = agent.poll();
                if (offer.isPresent()) {
                    build(offer.get());
                }
            } catch (Vanished processEnded) {
                restart();
            } catch (IOException unreachable) {
                move();
            }
        }
    }

    /** The process ended here and now. */
    private static final class Vanished extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private interface Call {
        Wire.Answer send() throws IOException;
    }

    private void build(TaskOffer offer) throws Vanished {
        UUID attempt = offer.attemptId();
        if (!send(() -> agent.accept(attempt))) {
            return;
        }
        StringBuilder log = new StringBuilder();
        for (int index = 0; index < STAGES.size(); index++) {
            long sequence = index + 1L;
            String stage = STAGES.get(index);
            long offset = log.length();
            String line = "attempt " + attempt + " stage " + stage + " " + random.nextInt() + "\n";
            log.append(line);
            if (!send(() -> agent.report(attempt, sequence, List.of(stage)))
                    || !send(() -> agent.log(attempt, offset, line))) {
                return;
            }
        }
        journal.logOfAttempt.put(attempt, log.toString());
        if (send(() -> agent.finish(attempt, STAGES.size(), log.length()))) {
            journal.finished(offer.executionId(), attempt);
        }
    }

    /** Sends until there is an answer; returns whether the attempt goes on. Every so often it fails, or sends twice. */
    private boolean send(Call call) throws Vanished {
        for (int fault = random.nextInt(3 * ONE_FAULT_IN); ; fault = ONE_FAULT_IN) {
            if (fault == 0) {
                faults.incrementAndGet();
                throw new Vanished();
            }
            try {
                if (fault == 1) {
                    faults.incrementAndGet();
                    call.send();
                } else if (fault == 2) {
                    faults.incrementAndGet();
                    move();
                }
                Wire.Answer answer = call.send();
                if (answer.status() / 100 == 2) {
                    return true;
                }
                if (answer.status() == CONFLICT || answer.status() == GONE) {
                    return false;
                }
                if (answer.status() < 500 && answer.status() != 429) {
                    journal.violations.add("unexpected answer " + answer.status() + " " + answer.text());
                    return false;
                }
            } catch (IOException unreachable) {
                // As after an answer 5xx: the same again, elsewhere.
            }
            if (stopped) {
                throw new Vanished();
            }
            move();
        }
    }

    private void move() {
        Patience.pause(20 + random.nextInt(200));
        agent.moveTo(servers.get(random.nextInt(servers.size())));
    }

    /** Half of the time it comes back at once and says what it lost, else the lease has to find out. */
    private void restart() {
        if (random.nextBoolean()) {
            Patience.pause(random.nextInt(4000));
        }
        while (!stopped) {
            try {
                if (agent.restart().status() == OK) {
                    return;
                }
            } catch (IOException unreachable) {
                move();
            }
        }
    }
}
