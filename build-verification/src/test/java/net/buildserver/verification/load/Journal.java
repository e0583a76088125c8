package net.buildserver.verification.load;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What clients and agents know for certain: answers that they have read. */
final class Journal {
    final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    final Map<UUID, UUID> finishedAttemptOfBuild = new ConcurrentHashMap<>();
    final Map<UUID, String> logOfAttempt = new ConcurrentHashMap<>();
    final Set<String> violations = ConcurrentHashMap.newKeySet();

    /** Notes that the server acknowledged a result. */
    void finished(UUID build, UUID attempt) {
        UUID other = finishedAttemptOfBuild.putIfAbsent(build, attempt);
        if (other != null && !other.equals(attempt)) {
            violations.add("build " + build + " has two acknowledged results: " + other + " and " + attempt);
        }
    }
}
