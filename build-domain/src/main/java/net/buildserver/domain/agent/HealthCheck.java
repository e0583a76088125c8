package net.buildserver.domain.agent;

import org.jspecify.annotations.Nullable;

/**
 * One check of an agent's health.
 *
 * @param name what was checked, such as {@code .NET SDK}
 * @param status how it is
 * @param message a sentence that helps where it is not healthy, or null
 */
public record HealthCheck(
        String name, HealthStatus status, @Nullable String message) {}
