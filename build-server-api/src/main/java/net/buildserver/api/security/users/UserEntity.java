package net.buildserver.api.security.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** Row of a user. */
@Entity
@Table(name = "users")
class UserEntity implements Persistable<UUID> {
    @Id
    private @Nullable UUID id;

    @Column(nullable = false, updatable = false)
    private @Nullable String username;

    @Column(nullable = false)
    private @Nullable String passwordHash;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Role role = Role.Developer;

    @Column(nullable = false)
    private boolean enabled = true;

    @Column(nullable = false)
    private int tokenVersion;

    @Column(nullable = false, updatable = false)
    private @Nullable Instant createdAt;

    private @Nullable Instant lastLoginAt;

    /** Whether no row is there yet. */
    @Transient
    private boolean added;

    /** For JPA, which reads the row. */
    protected UserEntity() {}

    UserEntity(UUID id, String username, String passwordHash, Role role, Instant createdAt) {
        this.id = id;
        this.username = username;
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = createdAt;
        this.added = true;
    }

    @Override
    public UUID getId() {
        return Objects.requireNonNull(id);
    }

    @Override
    public boolean isNew() {
        return added;
    }

    String passwordHash() {
        return Objects.requireNonNull(passwordHash);
    }

    int tokenVersion() {
        return tokenVersion;
    }

    boolean isActiveAdmin() {
        return enabled && role == Role.Admin;
    }

    void loggedIn(Instant now) {
        lastLoginAt = now;
    }

    /** Gives the user another role; sessions see it at once. */
    void appoint(Role newRole) {
        role = newRole;
    }

    /** Changes the password and ends all sessions. */
    void changePassword(String newHash) {
        passwordHash = newHash;
        tokenVersion++;
    }

    /** Lets the user sign in, or ends all sessions and refuses new ones. */
    void enable(boolean mayLogIn) {
        if (enabled && !mayLogIn) {
            tokenVersion++;
        }
        enabled = mayLogIn;
    }

    User toUser() {
        return new User(
                getId(),
                Objects.requireNonNull(username),
                role,
                enabled,
                Objects.requireNonNull(createdAt),
                lastLoginAt);
    }
}
