package net.buildserver.orchestrator.scheduling;

import java.util.Comparator;
import java.util.Iterator;
import java.util.TreeSet;

/** The waiting tasks of one project and one priority, longest waiting first. */
final class Lane {
    private static final Comparator<WaitingTask> FIFO =
            Comparator.comparingLong(WaitingTask::readyAtMillis).thenComparing(WaitingTask::taskId);

    private final TreeSet<WaitingTask> tasks = new TreeSet<>(FIFO);

    /** What tells lanes apart. */
    record Key(String project, int rank, int place) {
        static Key of(WaitingTask task) {
            return new Key(task.projectName(), task.rank(), task.place());
        }
    }

    void add(WaitingTask task) {
        tasks.add(task);
    }

    void remove(WaitingTask task) {
        tasks.remove(task);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    Iterator<WaitingTask> iterator() {
        return tasks.iterator();
    }
}
