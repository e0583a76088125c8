package net.buildserver.orchestrator.events;

import java.util.function.Consumer;

/**
 * Tells other parts and other nodes to look again. A signal may be lost, doubled or late: whoever waits for one also looks
 * at the truth in PostgreSQL at intervals.
 * In a transaction it is published after the commit, see {@link net.buildserver.orchestrator.platform.AfterCommit}. Topics are {@code ready:<taskId>} (a task
 * waits), {@code waiting:<agentId>} (an agent waits, or may no longer), {@code limits}, {@code project-defaults}, {@code agent:<agentId>}, {@code
 * recall:<agentId>}, {@code agents} (a credential was revoked) and {@code build:<executionId>}.
 */
public interface Signals {
    /** Wakes every subscriber of {@code topic} on every node; returns at once and never fails. */
    void publish(String topic);

    /** Calls {@code listener}, which is quick and never fails, on any thread after each signal of {@code topic} until the subscription is closed. */
    Subscription subscribe(String topic, Runnable listener);

    /**
     * Calls {@code listener} for every topic {@code kind:name} with the name, and with an empty one when signals may have been
     * missed. It is quick and never fails.
     */
    Subscription subscribeAll(String kind, Consumer<String> listener);

    /** An interest in a topic. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
