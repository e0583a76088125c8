package net.buildserver.api.security.users;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, slowly on purpose, and says which ones are acceptable. */
@Component
final class Passwords {
    /** bcrypt reads no more than this. */
    private static final int MAX_BYTES = 72;

    private final PasswordEncoder encoder;
    private final int minimumLength;
    /** Hashing takes a whole core: attempts wait for each other rather than starving everything else. */
    private final Semaphore cores =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    private volatile @Nullable String hashOfNobody;

    Passwords(PasswordProperties properties) {
        this.encoder = new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(properties.bcryptStrength())));
        this.minimumLength = properties.minimumLength();
    }

    /** Returns what is wrong with {@code password} for the user {@code username}, or empty. */
    Optional<String> problem(String password, String username) {
        if (password.codePointCount(0, password.length()) < minimumLength) {
            return Optional.of("must have at least " + minimumLength + " characters.");
        }
        if (tooLong(password)) {
            return Optional.of("must have at most " + MAX_BYTES + " bytes.");
        }
        return password.toLowerCase(Locale.ROOT).contains(username)
                ? Optional.of("must not contain the user's name.")
                : Optional.empty();
    }

    String hash(String password) {
        return onOneCore(() -> encoder.encode(password));
    }

    /** Returns whether {@code password} belongs to {@code hash}; takes as long when there is no user and so no hash. */
    boolean matches(String password, @Nullable String hash) {
        String nobody = hashOfNobody;
        if (nobody == null) {
            nobody = hash("nobody has this password");
            hashOfNobody = nobody;
        }
        String compared = hash == null ? nobody : hash;
        boolean same = onOneCore(() -> encoder.matches(tooLong(password) ? "" : password, compared));
        return same && hash != null && !tooLong(password);
    }

    private static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    private <T> T onOneCore(Supplier<@Nullable T> work) {
        cores.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(work.get());
        } finally {
            cores.release();
        }
    }
}
