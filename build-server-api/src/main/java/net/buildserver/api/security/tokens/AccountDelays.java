package net.buildserver.api.security.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import net.buildserver.orchestrator.platform.Ages;
import org.springframework.stereotype.Component;

/** Makes an account wait after failures, twice as long each time, whatever address they come from. */
@Component
final class AccountDelays {
    private static final int MAX_DOUBLINGS = 20;

    private record Failures(int count, Instant last) {}

    private final LoginProperties properties;
    private final InstantSource time;
    private final Map<String, Failures> accounts = new RecentEntries<>();

    AccountDelays(LoginProperties properties, InstantSource time) {
        this.properties = properties;
        this.time = time;
    }

    /**
     * Counts an attempt as a failure, before its password is looked at, so that parallel attempts count too. Returns how long the
     * account must wait before it may try at all: zero means that this attempt may go on.
     */
    synchronized Duration begin(String username) {
        Instant now = time.instant();
        Failures before = accounts.getOrDefault(key(username), new Failures(0, now));
        Duration delay = delay(before.count());
        if (Ages.isYounger(before.last(), delay, now)) {
            return Duration.between(now, before.last().plus(delay));
        }
        accounts.put(key(username), new Failures(before.count() + 1, now));
        return Duration.ZERO;
    }

    /** Forgets the failures, as the password was right. */
    synchronized void succeeded(String username) {
        accounts.remove(key(username));
    }

    private Duration delay(int failures) {
        if (failures < properties.freeFailures()) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - properties.freeFailures(), MAX_DOUBLINGS);
        Duration delay = Duration.ofSeconds(1L << doublings);
        return delay.compareTo(properties.maxDelay()) > 0 ? properties.maxDelay() : delay;
    }

    private static String key(String username) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        return name.length() > 64 ? name.substring(0, 64) : name;
    }
}
