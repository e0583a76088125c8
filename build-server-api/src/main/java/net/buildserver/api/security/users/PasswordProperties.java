package net.buildserver.api.security.users;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are kept.
 *
 * @param bcryptStrength cost of a hash as a power of two, by default 12 (about a quarter of a second)
 * @param minimumLength shortest password that is accepted, in characters, by default 12
 */
@Validated
@ConfigurationProperties("build-server.security.password")
record PasswordProperties(
        @Min(10) @Max(16) @DefaultValue("12") int bcryptStrength,
        @Min(8) @Max(64) @DefaultValue("12") int minimumLength) {}
