package net.buildserver.orchestrator.platform;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How keys and channels in Redis are named.
 *
 * @param prefix what every name begins with; several build servers that share one Redis need different ones
 */
@Validated
@ConfigurationProperties("build-server.redis")
public record RedisNames(
        @DefaultValue("build") @Pattern(regexp = "[A-Za-z0-9:_-]{1,64}") String prefix) {}
