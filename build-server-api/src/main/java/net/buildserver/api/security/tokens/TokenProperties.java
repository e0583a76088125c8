package net.buildserver.api.security.tokens;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long tokens live.
 *
 * @param accessLifetime of an access token, by default 15 minutes
 * @param refreshLifetime of a refresh token that is not used, by default 30 days
 * @param sessionLifetime of a session, however often it is refreshed, by default 90 days
 * @param refreshGrace how long a used refresh token may come again because its answer was lost, by default 10 seconds
 * @param keyLifetime how long a key signs before a new one is made, by default 30 days
 */
@Validated
@ConfigurationProperties("build-server.security.tokens")
record TokenProperties(
        @NotNull @DefaultValue("15m") Duration accessLifetime,
        @NotNull @DefaultValue("30d") Duration refreshLifetime,
        @NotNull @DefaultValue("90d") Duration sessionLifetime,
        @NotNull @DefaultValue("10s") Duration refreshGrace,
        @NotNull @DefaultValue("30d") Duration keyLifetime) {}
