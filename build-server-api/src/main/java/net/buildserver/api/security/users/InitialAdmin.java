package net.buildserver.api.security.users;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Adds the first user, {@code admin}, before the first request is answered. */
@Component
public class InitialAdmin implements InitializingBean {
    /** Name of the first user. */
    public static final String USERNAME = "admin";

    private static final Logger log = LoggerFactory.getLogger(InitialAdmin.class);
    private static final int RANDOM_BYTES = 18;

    private final Users users;
    private final InitialAdminProperties properties;
    private @Nullable String generatedPassword;

    InitialAdmin(Users users, InitialAdminProperties properties) {
        this.users = users;
        this.properties = properties;
    }

    /** Returns the random password if this start made one; it is kept nowhere else. */
    public Optional<String> generatedPassword() {
        return Optional.ofNullable(generatedPassword);
    }

    @Override
    public void afterPropertiesSet() {
        if (users.any()) {
            return;
        }
        String given = properties.adminPassword();
        String password = given == null ? random() : given;
        try {
            users.add(USERNAME, password, Role.Admin);
        } catch (ConflictException e) {
            log.info("Another server has added the user '{}' at the same time.", USERNAME);
            return;
        }
        if (given == null) {
            generatedPassword = password;
            announce(password);
        }
    }

    private void announce(String password) {
        if (properties.printAdminPassword()) {
            log.warn(
                    "The user '{}' was added with the password {} - it is shown this once; change it by POST "
                            + "/api/v1/auth/password.",
                    USERNAME,
                    password);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
