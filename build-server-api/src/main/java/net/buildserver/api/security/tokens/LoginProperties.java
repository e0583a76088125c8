package net.buildserver.api.security.tokens;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on attempts to sign in. Each server counts for itself, in memory.
 *
 * @param freeFailures failures of one account that cost nothing, by default 10; each further one doubles the wait from 1 s on
 * @param maxDelay longest wait of one account, by default 1 minute, so that nobody can lock others out for long
 * @param addressBurst attempts that one address may make at once, by default 30
 * @param addressRefill time after which an address may make one more attempt, by default 2 seconds
 */
@Validated
@ConfigurationProperties("build-server.security.login")
record LoginProperties(
        @Min(1) @DefaultValue("10") int freeFailures,
        @NotNull @DefaultValue("1m") Duration maxDelay,
        @Min(1) @DefaultValue("30") int addressBurst,
        @NotNull @DefaultValue("2s") Duration addressRefill) {}
