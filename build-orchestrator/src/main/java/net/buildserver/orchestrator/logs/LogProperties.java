package net.buildserver.orchestrator.logs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How logs are kept.
 *
 * @param archiveInterval time between two looks for logs of ended attempts to pack into the object store, by default 5 s
 */
@Validated
@ConfigurationProperties("build-server.logs")
record LogProperties(@DefaultValue("5s") Duration archiveInterval) {}
