package net.buildserver.api.builds;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where to go from a build.
 *
 * @param self the build
 * @param logs its log
 * @param artifacts its artifacts
 * @param trace its trace, or null if none is configured
 */
record BuildLinks(
        String self,
        String logs,
        String artifacts,
        @Nullable String trace) {
    static final String BUILDS = "/api/v1/builds";

    static BuildLinks of(UUID executionId, @Nullable String traceUrlTemplate) {
        String self = BUILDS + "/" + executionId;
        return new BuildLinks(self, self + "/logs", self + "/artifacts", trace(executionId, traceUrlTemplate));
    }

    private static @Nullable String trace(UUID executionId, @Nullable String template) {
        return template == null || template.isBlank()
                ? null
                : template.replace("{traceId}", executionId.toString().replace("-", ""))
                        .replace("{executionId}", executionId.toString());
    }
}
