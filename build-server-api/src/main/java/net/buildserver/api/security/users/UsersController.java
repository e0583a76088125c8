package net.buildserver.api.security.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.security.AuditTarget;
import net.buildserver.api.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users}: managing users. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users", description = "Manage who may use the server.")
class UsersController {
    private final Users users;

    UsersController(Users users) {
        this.users = users;
    }

    record UserList(List<User> users) {}

    record NewUser(
            @NotBlank @Size(max = 64) @Schema(example = "jane")
            String username,

            @NotBlank @Size(max = 1024) @Schema(example = "a long password")
            String password,

            @NotNull @Schema(example = "Developer") Role role) {
        /** The password is a secret. */
        @Override
        public String toString() {
            return "NewUser[" + username + ", " + role + "]";
        }
    }

    record Change(
            @Schema(example = "BuildMaster") @Nullable Role role,
            @Schema(example = "true") @Nullable Boolean enabled,

            @Size(max = 1024) @Schema(example = "another long password") @Nullable String password) {
        /** The password is a secret. */
        @Override
        public String toString() {
            return "Change[" + role + ", " + enabled + "]";
        }
    }

    @GetMapping
    @Operation(summary = "List the users")
    UserList list() {
        return new UserList(users.all());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a user")
    ResponseEntity<User> add(@Valid @RequestBody NewUser user) {
        AuditTarget.set(user.username() + ", " + user.role());
        User added = users.add(user.username(), user.password(), user.role());
        return ResponseEntity.created(URI.create("/api/v1/users/" + added.id())).body(added);
    }

    @GetMapping("/{userId}")
    @Operation(summary = "Show a user")
    User get(@PathVariable UUID userId) {
        return users.get(userId);
    }

    @PatchMapping("/{userId}")
    @Operation(
            summary = "Change a user's role, password or right to sign in",
            description =
                    "Fields that are left out stay as they are. A new role takes effect with the next request; a new "
                            + "password or `\"enabled\": false` ends the user's sessions.")
    User change(@PathVariable UUID userId, @Valid @RequestBody Change change) {
        User changed = users.change(userId, new UserChange(change.role(), change.enabled(), change.password()));
        AuditTarget.set(changed.username() + ", " + changed.role() + (changed.enabled() ? "" : ", disabled")
                + (change.password() == null ? "" : ", new password"));
        return changed;
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a user", description = "Ends the user's sessions; what the user built stays.")
    void remove(@PathVariable UUID userId) {
        AuditTarget.set(users.get(userId).username());
        users.remove(userId);
    }
}
