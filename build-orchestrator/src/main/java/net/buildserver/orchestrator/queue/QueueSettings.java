package net.buildserver.orchestrator.queue;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may wait; what is more is answered 429.
 *
 * @param maxWaitingPerPool most builds that wait for one pool, by default 50000
 * @param maxWaitingPerProject most builds of one project that wait, by default 20000
 */
@Validated
@ConfigurationProperties("build-server.queue")
record QueueSettings(
        @Min(1) @DefaultValue("50000") int maxWaitingPerPool,
        @Min(1) @DefaultValue("20000") int maxWaitingPerProject) {}
