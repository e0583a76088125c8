package net.buildserver.api.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.events.Signals;

/** One poll that is held open, answered once. */
final class WaitingPoll {
    private final Instant began;
    private final CompletableFuture<Optional<TaskOffer>> answer = new CompletableFuture<>();
    private final List<Runnable> closing = new ArrayList<>();

    /** Opens a poll; {@code began} is the database's time. */
    WaitingPoll(Instant began) {
        this.began = began;
    }

    Instant began() {
        return began;
    }

    /** Ends the poll after this time; nothing of it stays behind if it ends before. */
    void endAfter(Duration time) {
        answer.completeOnTimeout(Optional.empty(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Passes the answer on, maybe at once. */
    void onAnswer(Consumer<Optional<TaskOffer>> consumer) {
        CompletableFuture<Void> _ = answer.thenAccept(consumer);
    }

    void until(Signals.Subscription subscription) {
        closing.add(subscription::close);
    }

    void whenClosed(Runnable action) {
        closing.add(action);
    }

    boolean isOpen() {
        return !answer.isDone();
    }

    void answer(TaskOffer offer) {
        answer.complete(Optional.of(offer));
    }

    void answerNothing() {
        answer.complete(Optional.empty());
    }

    /** Ends what serves the poll, once it was answered or its connection broke. */
    void close() {
        answerNothing();
        closing.forEach(Runnable::run);
    }
}
