package net.buildserver.domain.protocol;

import java.util.Map;

/**
 * Answer to {@code POST /agent/v1/attempts/{attemptId}/cache/distrusted}: projects that the cache is switched off for.
 *
 * @param reasons why, by {@code path@framework}
 */
public record DistrustedProjects(Map<String, String> reasons) {
    public DistrustedProjects {
        reasons = reasons == null ? Map.of() : Map.copyOf(reasons);
    }
}
