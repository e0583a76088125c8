package net.buildserver.agent.server;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.domain.protocol.TaskAssignment;

/** Where attempts stand in their traces, so that every request about one says it and the server's log can name it. */
final class TracePlaces {
    private static final String ATTEMPTS = "/attempts/";
    private static final int UUID_LENGTH = 36;

    private final Map<String, String> byAttempt = new ConcurrentHashMap<>();

    TaskAssignment remember(TaskAssignment task) {
        String place = task.traceparent();
        if (place != null) {
            byAttempt.put(task.attemptId().toString(), place);
        }
        return task;
    }

    void forget(UUID attemptId) {
        byAttempt.remove(attemptId.toString());
    }

    /** Returns the place of the attempt that a request's path names, if it names one with a trace. */
    Optional<String> of(String path) {
        int end = ATTEMPTS.length() + UUID_LENGTH;
        return path.startsWith(ATTEMPTS) && path.length() >= end
                ? Optional.ofNullable(byAttempt.get(path.substring(ATTEMPTS.length(), end)))
                : Optional.empty();
    }
}
