package net.buildserver.api.security.users;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The first user. Both settings only matter while there is no user at all.
 *
 * @param adminPassword password of the first user, {@code admin}; by default a random one is made
 * @param printAdminPassword whether a random password is printed to the console, by default true
 */
@Validated
@ConfigurationProperties("build-server.security")
record InitialAdminProperties(
        @Nullable String adminPassword,
        @DefaultValue("true") boolean printAdminPassword) {
    InitialAdminProperties {
        adminPassword = adminPassword == null || adminPassword.isBlank() ? null : adminPassword;
    }

    /** The password is a secret. */
    @Override
    public String toString() {
        return "InitialAdminProperties";
    }
}
