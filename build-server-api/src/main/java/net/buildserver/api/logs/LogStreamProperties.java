package net.buildserver.api.logs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How logs are followed.
 *
 * @param pingInterval longest silence on an event stream before a sign of life, by default 15 s
 */
@Validated
@ConfigurationProperties("build-server.log-stream")
record LogStreamProperties(@DefaultValue("15s") Duration pingInterval) {}
