package net.buildserver.orchestrator.traces;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the traces of builds go, by OTLP over HTTP.
 *
 * @param endpoint address that takes traces, such as {@code http://collector:4318/v1/traces}, by default none: nothing is
 *     recorded, by agents neither
 * @param headers headers of each request to it, such as {@code authorization}, by default none
 * @param samplingRatio share of builds that are recorded, 0 to 1, by default 1
 * @param timeout longest time of a request to it, by default 10 seconds
 */
@Validated
@ConfigurationProperties("build-server.traces")
record TraceSettings(
        @DefaultValue("") @Pattern(regexp = "(https?://[^\\s/]+\\S*)?", message = "must be an http or https URL")
        String endpoint,

        @DefaultValue Map<String, String> headers,
        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double samplingRatio,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {
    TraceSettings {
        headers = Map.copyOf(headers);
    }

    boolean isOn() {
        return !endpoint.isEmpty();
    }
}
