package net.buildserver.verification.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What clients and agents know for certain: answers that they have read, and what they wrote; and which faults there were. */
final class Journal {
    final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();
    final Map<UUID, UUID> finishedAttemptOfBuild = new ConcurrentHashMap<>();
    final Map<UUID, String> logOfAttempt = new ConcurrentHashMap<>();

    /** Of each attempt, the artifact whose commit was acknowledged. */
    final Map<UUID, String> artifactOfAttempt = new ConcurrentHashMap<>();

    /** Digests of the packs that were published under a key of the cache. */
    final Map<String, Set<String>> packsOfKey = new ConcurrentHashMap<>();

    /** What must never be written down. */
    final Set<String> secrets = ConcurrentHashMap.newKeySet();

    final Set<String> violations = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

    /** Notes that the server acknowledged a result. */
    void finished(UUID build, UUID attempt) {
        UUID other = finishedAttemptOfBuild.putIfAbsent(build, attempt);
        if (other != null && !other.equals(attempt)) {
            violations.add("3: build " + build + " has two acknowledged results: " + other + " and " + attempt);
        }
    }

    /** Notes an answer of a server that is a violation by itself: of those that say that it failed, only 503 may be. */
    void answered(String request, Wire.Answer answer) {
        if (answer.status() / 100 == 5 && answer.status() != 503) {
            violations.add("protocol: " + request + " was answered " + answer.status() + " " + answer.text());
        }
    }

    /** Counts a fault. */
    void fault(String what) {
        faults.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    long faults() {
        return faults.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Returns how many faults of each kind there were. */
    Map<String, Long> faultsByKind() {
        Map<String, Long> counts = new TreeMap<>();
        faults.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }
}
