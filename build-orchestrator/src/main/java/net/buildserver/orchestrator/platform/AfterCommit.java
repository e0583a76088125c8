package net.buildserver.orchestrator.platform;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work that must not happen for a transaction that is rolled back: signals, metrics. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Runs {@code work} once the current transaction has committed, or at once where there is none. It must not fail. */
    public static void run(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
