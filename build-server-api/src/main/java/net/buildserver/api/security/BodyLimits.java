package net.buildserver.api.security;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long the bodies of requests may be.
 *
 * @param max longest body, by default 1 MB
 * @param maxAgentReport longest report or finish of an agent, whose batches hold test output, by default 8 MB
 */
@Validated
@ConfigurationProperties("build-server.http.body")
record BodyLimits(
        @NotNull @DefaultValue("1MB") DataSize max,
        @NotNull @DefaultValue("8MB") DataSize maxAgentReport) {
    /** Returns the most bytes that a body may have at {@code path}. */
    long of(String path) {
        boolean report = path.startsWith("/agent/v1/attempts/")
                && (path.endsWith("/reports")
                        || path.endsWith("/finish")
                        || path.endsWith("/artifacts")
                        || path.contains("/cache/"));
        return (report ? maxAgentReport : max).toBytes();
    }
}
