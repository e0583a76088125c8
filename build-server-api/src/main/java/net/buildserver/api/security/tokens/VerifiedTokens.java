package net.buildserver.api.security.tokens;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens whose signature was found good, since the same one comes with every request of a client. A token is as good as its
 * key and its time are now; what it may do is not kept here.
 */
final class VerifiedTokens {
    private final Map<String, Verified> tokens = new RecentEntries<>();

    private record Verified(AccessTokens.Content content, String kid, Instant end) {}

    /** Keeps what {@code token} says, which the key {@code kid} signed, until {@code end}. */
    void add(String token, AccessTokens.Content content, String kid, Instant end) {
        synchronized (tokens) {
            tokens.put(token, new Verified(content, kid, end));
        }
    }

    /** Returns what the token says, or empty if it is not known, too old, or its key is no longer trusted. */
    Optional<AccessTokens.Content> find(String token, Instant now, SigningKeys keys) {
        Verified known;
        synchronized (tokens) {
            known = tokens.get(token);
            if (known != null && now.isAfter(known.end())) {
                tokens.remove(token);
                known = null;
            }
        }
        return known != null && keys.find(known.kid()).isPresent() ? Optional.of(known.content()) : Optional.empty();
    }
}
