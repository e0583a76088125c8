package net.buildserver.orchestrator.results.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many results.
 *
 * @param items the results
 * @param nextOffset where the next page begins, or null if this is the last one
 */
public record ResultPage<T>(List<T> items, @Nullable Integer nextOffset) {
    public ResultPage {
        items = List.copyOf(items);
    }

    static <T> ResultPage<T> of(List<T> oneMore, int offset, int limit) {
        return oneMore.size() <= limit
                ? new ResultPage<>(oneMore, null)
                : new ResultPage<>(oneMore.subList(0, limit), offset + limit);
    }
}
