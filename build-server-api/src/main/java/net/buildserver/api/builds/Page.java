package net.buildserver.api.builds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on the page
 * @param links this page and, unless it is the last one, the next
 */
record Page<T>(List<T> items, Links links) {
    /** Relative URLs with all filters in them. */
    record Links(String self, @Nullable String next) {}
}
