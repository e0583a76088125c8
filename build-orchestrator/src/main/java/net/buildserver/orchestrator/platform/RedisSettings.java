package net.buildserver.orchestrator.platform;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the server does with Redis beyond connecting to it.
 *
 * @param prefix what every key and channel begins with, by default {@code build}; servers that share one Redis need different
 *     ones
 */
@Validated
@ConfigurationProperties("build-server.redis")
record RedisSettings(
        @DefaultValue("build") @Pattern(regexp = "[A-Za-z0-9:_-]{1,64}") String prefix) {}
