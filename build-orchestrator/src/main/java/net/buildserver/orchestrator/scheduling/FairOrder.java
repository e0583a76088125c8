package net.buildserver.orchestrator.scheduling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the waiting tasks of a pool in the order in which they are offered: class, then fair share between projects, then
 * time. Lazy, since a pass mostly needs the first few of many.
 */
final class FairOrder {
    private final PriorityQueue<Cursor> cursors;
    private final FairShare share;
    private final ToIntFunction<String> weights;
    private final long nowMillis;

    FairOrder(Collection<Lane> lanes, FairShare share, ToIntFunction<String> weights, long nowMillis) {
        this.share = share;
        this.weights = weights;
        this.nowMillis = nowMillis;
        this.cursors = new PriorityQueue<>(
                Math.max(1, lanes.size()),
                Comparator.comparingInt((Cursor cursor) -> -cursor.level)
                        .thenComparingDouble(cursor -> cursor.time)
                        .thenComparingLong(cursor -> cursor.task.readyAtMillis())
                        .thenComparing(cursor -> cursor.task.taskId()));
        lanes.forEach(lane -> advance(lane.iterator()));
    }

    private static final class Cursor {
        final Iterator<WaitingTask> rest;
        final WaitingTask task;
        final int level;
        final double time;

        Cursor(Iterator<WaitingTask> rest, WaitingTask task, int level, double time) {
            this.rest = rest;
            this.task = task;
            this.level = level;
            this.time = time;
        }
    }

    /** Returns the next task, or null after the last one. */
    @Nullable WaitingTask next() {
        for (Cursor first = cursors.poll(); first != null; first = cursors.poll()) {
            double time = share.timeOf(first.task.projectName());
            if (time <= first.time) {
                advance(first.rest);
                return first.task;
            }
            // Its project had a turn since it was sorted in.
            cursors.add(new Cursor(first.rest, first.task, first.level, time));
        }
        return null;
    }

    /** Notes that the task that was returned last is offered. */
    void taken(WaitingTask task) {
        share.served(task.projectName(), weights.applyAsInt(task.projectName()));
    }

    private void advance(Iterator<WaitingTask> rest) {
        if (rest.hasNext()) {
            WaitingTask task = rest.next();
            cursors.add(new Cursor(rest, task, task.effectiveClass(nowMillis), share.timeOf(task.projectName())));
        }
    }
}
