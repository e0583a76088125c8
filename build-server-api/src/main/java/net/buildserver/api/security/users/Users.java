package net.buildserver.api.security.users;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.Role;
import net.buildserver.domain.build.Violation;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/**
 * All users; the only writer of their table. Hashing happens outside of transactions, as it takes long.
 */
@Component
public class Users {
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private final UserRepository rows;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final IdGenerator ids;

    Users(
            UserRepository rows,
            Passwords passwords,
            TransactionTemplate transaction,
            InstantSource time,
            IdGenerator ids) {
        this.rows = rows;
        this.passwords = passwords;
        this.transaction = transaction;
        this.time = time;
        this.ids = ids;
    }

    /** Returns all users by name. */
    public List<User> all() {
        return rows.findAllByOrderByUsername().stream().map(UserEntity::toUser).toList();
    }

    /**
     * Returns a user.
     *
     * @throws NotFoundException if there is none with this id
     */
    public User get(UUID id) {
        return row(id).toUser();
    }

    /**
     * Adds a user.
     *
     * @throws InvalidRequestException if name or password are not acceptable
     * @throws ConflictException if the name is taken
     */
    public User add(String username, String password, Role role) {
        String name = normal(username);
        List<Violation> violations = new ArrayList<>();
        if (!USERNAME.matcher(name).matches()) {
            violations.add(new Violation(
                    "username",
                    "must start with a letter or digit and hold at most 64 letters, digits, '.', '_', '@', '-'."));
        }
        passwords.problem(password, name).ifPresent(problem -> violations.add(new Violation("password", problem)));
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        UserEntity row = new UserEntity(ids.generateId(), name, passwords.hash(password), role, time.instant());
        try {
            return rows.saveAndFlush(row).toUser();
        } catch (DataIntegrityViolationException e) {
            throw new ConflictException("There is already a user '" + name + "'.");
        }
    }

    /**
     * Changes a user; role and right to sign in take effect with the next request.
     *
     * @throws NotFoundException if there is none with this id
     * @throws InvalidRequestException if the new password is not acceptable
     * @throws ConflictException if no enabled Admin would be left
     */
    public User change(UUID id, UserChange change) {
        String username = get(id).username();
        Optional<String> hash = change.newPassword().map(password -> acceptableHash("password", password, username));
        return write(() -> {
            UserEntity row = lockedRow(id);
            change.newRole().ifPresent(row::appoint);
            change.newEnabled().ifPresent(row::enable);
            hash.ifPresent(row::changePassword);
            rows.flush();
            requireAnAdmin();
            return row.toUser();
        });
    }

    /**
     * Removes a user and ends the user's sessions.
     *
     * @throws NotFoundException if there is none with this id
     * @throws ConflictException if no enabled Admin would be left
     */
    public void remove(UUID id) {
        write(() -> {
            rows.delete(lockedRow(id));
            rows.flush();
            requireAnAdmin();
            return id;
        });
    }

    /**
     * Gives a user who knows the present password another one, and ends all sessions.
     *
     * @throws InvalidRequestException if either password is not acceptable
     */
    public void changePassword(UUID id, String present, String next) {
        UserEntity user = row(id);
        if (!passwords.matches(present, user.passwordHash())) {
            throw new InvalidRequestException("currentPassword", "is not your password.");
        }
        String hash = acceptableHash("newPassword", next, user.toUser().username());
        write(() -> {
            row(id).changePassword(hash);
            return id;
        });
    }

    /** Returns the user with this name and password, unless the user is disabled; takes as long for unknown names. */
    public Optional<VerifiedUser> verify(String username, String password) {
        Optional<UserEntity> found = rows.findByUsername(normal(username));
        boolean right =
                passwords.matches(password, found.map(UserEntity::passwordHash).orElse(null));
        return found.filter(row -> right && row.toUser().enabled())
                .map(row -> write(() -> {
                    UserEntity present = row(row.getId());
                    present.loggedIn(time.instant());
                    return new VerifiedUser(present.toUser(), row.tokenVersion());
                }));
    }

    /** Returns whether there is any user, which is not so before the first start. */
    boolean any() {
        return rows.count() > 0;
    }

    private String acceptableHash(String field, String password, String username) {
        passwords.problem(password, username).ifPresent(problem -> {
            throw new InvalidRequestException(field, problem);
        });
        return passwords.hash(password);
    }

    private UserEntity row(UUID id) {
        return rows.findById(id).orElseThrow(() -> new NotFoundException("user", id));
    }

    /** All Admins are locked first, so that two of them cannot remove each other at the same time. */
    private UserEntity lockedRow(UUID id) {
        List<UserEntity> locked = rows.findAllByRole(Role.Admin);
        return locked.stream()
                .filter(admin -> admin.getId().equals(id))
                .findFirst()
                .orElseGet(() -> row(id));
    }

    private void requireAnAdmin() {
        if (rows.findAllByRole(Role.Admin).stream().noneMatch(UserEntity::isActiveAdmin)) {
            throw new ConflictException("This is the last enabled Admin; make another user Admin first.");
        }
    }

    private <T> T write(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }
}
