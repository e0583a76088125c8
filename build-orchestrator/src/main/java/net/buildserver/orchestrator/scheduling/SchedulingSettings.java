package net.buildserver.orchestrator.scheduling;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When agents are taken out of service.
 *
 * @param drainAfter number of tasks that an agent may fail by its own fault within an hour while other agents pass them; then it goes
 *     into maintenance, by default 3, and 0 for never
 */
@Validated
@ConfigurationProperties("build-server.scheduling")
record SchedulingSettings(@Min(0) @DefaultValue("3") int drainAfter) {}
