package net.buildserver.orchestrator.tasks;

import java.util.UUID;
import net.buildserver.orchestrator.events.Signals;
import net.buildserver.orchestrator.platform.AfterCommit;
import org.springframework.transaction.annotation.Transactional;

/** Tasks that people have run once more while their build goes on. */
public class TaskRetries {
    private final BuildLocks locks;
    private final Tasks tasks;
    private final Signals signals;

    TaskRetries(BuildLocks locks, Tasks tasks, Signals signals) {
        this.locks = locks;
        this.tasks = tasks;
        this.signals = signals;
    }

    /**
     * Makes a task that failed ready once more; what was given up because of it waits for it again.
     *
     * @return false if the build has ended, or has no task of that name that failed
     */
    @Transactional
    public boolean retry(UUID buildId, String taskName) {
        boolean retried =
                locks.of(buildId).filter(build -> tasks.retry(build, taskName)).isPresent();
        if (retried) {
            AfterCommit.run(() -> signals.publish("build:" + buildId));
        }
        return retried;
    }
}
