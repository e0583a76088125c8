package net.buildserver.api.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.orchestrator.events.Signals;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** One poll that is held open, answered once. */
final class WaitingPoll {
    private final DeferredResult<ResponseEntity<TaskOffer>> result;
    private final List<Signals.Subscription> subscriptions = new ArrayList<>();

    WaitingPoll(Duration timeout) {
        this.result = new DeferredResult<>(timeout.toMillis());
        result.onTimeout(this::answerNothing);
    }

    DeferredResult<ResponseEntity<TaskOffer>> result() {
        return result;
    }

    void until(Signals.Subscription subscription) {
        subscriptions.add(subscription);
    }

    boolean isOpen() {
        return !result.isSetOrExpired();
    }

    boolean answer(TaskOffer offer) {
        return result.setResult(ResponseEntity.ok(offer));
    }

    void answerNothing() {
        result.setResult(ResponseEntity.noContent().build());
    }

    /** Ends the subscriptions; called once the poll was answered or its connection broke. */
    void close() {
        subscriptions.forEach(Signals.Subscription::close);
    }
}
