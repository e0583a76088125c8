package net.buildserver.verification.page;

import org.jspecify.annotations.Nullable;

/**
 * One line of the page.
 *
 * @param name full name, such as {@code build-server.lease.duration}
 * @param defaultValue value that holds where none is given, or null
 * @param meaning one sentence or phrase
 */
record Setting(String name, @Nullable String defaultValue, String meaning) {

    String line() {
        var value = defaultValue == null || defaultValue.isEmpty() ? "" : "`" + defaultValue + "`";
        return "| `%s` | %s | %s |\n".formatted(name, value, meaning.replace("|", "\\|"));
    }
}
