package net.buildserver.agent.signal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What each further request to stop does: the first asks nicely, the last one is not to be refused. */
public final class StopLadder {
    private final List<Runnable> steps;
    private final AtomicInteger asked = new AtomicInteger();

    /** Creates the ladder; the last step is repeated. */
    public StopLadder(Runnable... steps) {
        this.steps = List.of(steps);
    }

    /** Takes the next step. */
    public void step() {
        steps.get(next()).run();
    }

    /** Leaves the next step out. */
    public void skip() {
        int _ = next();
    }

    private int next() {
        return asked.getAndUpdate(number -> Math.min(number + 1, steps.size() - 1));
    }
}
