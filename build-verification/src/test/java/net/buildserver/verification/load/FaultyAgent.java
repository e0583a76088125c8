package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.buildserver.domain.protocol.TaskOffer;

/** An agent whose process, network and clock fail at every step, and that keeps to the protocol between its failures. */
final class FaultyAgent implements Runnable {
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;
    private static final int GONE = 410;

    /** Of so many requests each fault of {@link #fails} befalls one. */
    private static final int REQUESTS = 100;

    private final SimulatedAgent agent;
    private final List<URI> servers;
    private final Journal journal;
    private final Random random;
    private volatile boolean stopped;
    private volatile boolean calm;
    private boolean told;
    private Call previous = () -> new Wire.Answer(OK, "");

    FaultyAgent(SimulatedAgent agent, List<URI> servers, Journal journal, long seed) {
        this.agent = agent;
        this.servers = servers;
        this.journal = journal;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                Wire.Answer answer = agent.askForOffer();
                journal.answered("a poll", answer);
                Optional<TaskOffer> offer = SimulatedAgent.offer(answer);
                if (offer.isPresent()) {
                    build(offer.get());
                }
            } catch (IOException unreachable) {
                move();
            }
        }
    }

    /** The process ended here and now. */
    static final class Vanished extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A request that may be sent again. */
    interface Call {
        Wire.Answer send() throws IOException;
    }

    /** Builds; after a restart it goes on with the result that is in its spool, if it came that far. */
    private void build(TaskOffer offer) {
        FaultyBuild build = new FaultyBuild(this, agent, offer, journal, random);
        boolean again = true;
        told = false;
        while (again) {
            try {
                build.run();
                again = false;
            } catch (Vanished processEnded) {
                again = restart(build.spooled() && random.nextBoolean(), offer.attemptId());
            }
        }
    }

    /** Fails no more, so that what is left can end. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** Returns whether the server told it to stop this build. */
    boolean isTold() {
        return told;
    }

    /** Sends until there is an answer; returns whether the attempt goes on. Every so often it fails. */
    boolean send(Call call) throws Vanished {
        int next = calm ? REQUESTS : random.nextInt(REQUESTS);
        while (true) {
            int fault = next;
            // It befalls the request once, also if the request is repeated because a server is away.
            next = REQUESTS;
            try {
                if (fails(fault, call)) {
                    throw new Vanished();
                }
                Wire.Answer answer = call.send();
                journal.answered("a request of an agent", answer);
                if (answer.status() / 100 == 2) {
                    previous = call;
                    told |= answer.text().contains("\"Cancel\"");
                    return !told;
                }
                if (answer.status() == CONFLICT || answer.status() == GONE || answer.status() == PRECONDITION) {
                    return false;
                }
                if (answer.status() < 500 && answer.status() != 429) {
                    journal.violations.add("protocol: unexpected answer " + answer.status() + " " + answer.text());
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

    /** Returns whether the process ends before {@code call}. */
    private boolean fails(int fault, Call call) throws IOException {
        switch (fault) {
            case 0 -> {
                journal.fault("agent killed before a request");
                return true;
            }
            case 1 -> {
                sendAway(call);
                journal.fault("agent killed before an answer");
                return true;
            }
            case 2, 3, 4 -> {
                sendAway(call);
                journal.fault("request sent twice");
            }
            case 5, 6 -> {
                sendAway(call);
                journal.fault("answer lost, sent again at another node");
                move();
            }
            case 7, 8 -> {
                journal.fault("agent changes nodes");
                move();
            }
            case 9, 10 -> {
                sendAway(previous);
                journal.fault("earlier request arrives once more");
            }
            case 11, 12 -> {
                journal.fault("agent stands still");
                Patience.pause(random.nextInt(600));
            }
            default -> {
                // It goes well.
            }
        }
        return false;
    }

    /** Sends without reading the answer as an agent would. */
    private void sendAway(Call call) throws IOException {
        journal.answered("a request of an agent, sent more than once,", call.send());
    }

    private void move() {
        Patience.pause(20 + random.nextInt(200));
        agent.moveTo(servers.get(random.nextInt(servers.size())));
    }

    /**
     * Comes back, half of the time at once, else late enough that the lease has to find out.
     *
     * @return whether it holds {@code attempt} still
     */
    private boolean restart(boolean holds, UUID attempt) {
        if (random.nextBoolean()) {
            Patience.pause(random.nextInt(4000));
        }
        while (!stopped) {
            try {
                Wire.Answer answer = holds ? agent.restart(attempt) : agent.restart();
                journal.answered("a restart of an agent", answer);
                if (answer.status() == OK) {
                    return holds;
                }
            } catch (IOException unreachable) {
                // Elsewhere.
            }
            move();
        }
        return false;
    }
}
