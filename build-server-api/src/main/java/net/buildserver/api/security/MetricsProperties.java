package net.buildserver.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may scrape the metrics besides an Admin.
 *
 * @param scrapeToken bearer token that opens the metrics and the demand of pools, and nothing else, by default none; at least 16 characters
 * @param openOnLoopback whether requests from the same machine, not forwarded by a proxy, need no credential; by default not
 */
@Validated
@ConfigurationProperties("build-server.metrics")
record MetricsProperties(
        @Nullable String scrapeToken, @DefaultValue("false") boolean openOnLoopback) {
    private static final int MIN_LENGTH = 16;

    MetricsProperties {
        scrapeToken = scrapeToken == null || scrapeToken.isBlank() ? null : scrapeToken;
        if (scrapeToken != null && scrapeToken.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("build-server.metrics.scrape-token must have at least 16 characters.");
        }
    }
}
