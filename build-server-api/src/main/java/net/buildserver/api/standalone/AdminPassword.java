package net.buildserver.api.standalone;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The password of the first admin as far as it is known here. The first start sets it; a later one can only prove it. */
final class AdminPassword {
    static final String VARIABLE = "BUILD_SERVER_ADMIN_PASSWORD";
    private static final String NAME = "admin.password";

    private final DataFolder data;
    private final @Nullable String given;

    /** A sign-in with a password; says whether it was the right one. */
    interface LogIn {
        boolean with(String password) throws IOException;
    }

    /** Creates it from {@code given}, the value of {@link #VARIABLE} if it is set. */
    AdminPassword(DataFolder data, @Nullable String given) {
        this.data = data;
        this.given = given == null || given.isEmpty() ? null : given;
    }

    /** Returns what the password becomes if this is the first start, and keeps it: the start may be broken off. */
    String initial() throws IOException {
        if (given == null || data.secret(NAME) != null) {
            return given == null ? data.secretOrNew(NAME) : given;
        }
        return data.keep(NAME, given);
    }

    /** Returns whether a password was given that is not in force. */
    boolean isOverruled(String proved) {
        return given != null && !given.equals(proved);
    }

    /** Tries what was given and what earlier starts kept, and keeps what worked; empty if none did. */
    Optional<String> prove(LogIn logIn) throws IOException {
        List<String> candidates = Stream.of(given, data.secret(NAME))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (String password : candidates) {
            if (logIn.with(password)) {
                return Optional.of(data.keep(NAME, password));
            }
        }
        return Optional.empty();
    }
}
