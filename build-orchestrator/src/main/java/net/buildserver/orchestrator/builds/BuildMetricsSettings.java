package net.buildserver.orchestrator.builds;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the metrics of builds tell apart.
 *
 * @param maxProjects most projects that metrics name; those that come later share the label {@code #other#}
 */
@Validated
@ConfigurationProperties("build-server.metrics.builds")
record BuildMetricsSettings(
        @DefaultValue("100") @Min(0) @Max(10_000) int maxProjects) {}
