package net.buildserver.api.security.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.api.security.users.User;
import net.buildserver.api.security.users.Users;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/auth}: signing in and out. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Authentication", description = "Sign in, stay signed in, sign out.")
class AuthController {
    private final Logins logins;
    private final Sessions sessions;
    private final SigningKeys keys;
    private final Users users;

    AuthController(Logins logins, Sessions sessions, SigningKeys keys, Users users) {
        this.logins = logins;
        this.sessions = sessions;
        this.keys = keys;
        this.users = users;
    }

    record Credentials(
            @NotBlank @Size(max = 64) @Schema(example = "admin")
            String username,

            @NotBlank @Size(max = 1024) @Schema(example = "the password of admin")
            String password) {
        /** The password is a secret. */
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    record Refresh(
            @NotBlank @Size(max = 255) @Schema(example = "bsrt_0Zk...")
            String refreshToken) {
        /** The token is a secret. */
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    record PasswordChange(
            @NotBlank @Size(max = 1024) @Schema(example = "the present password")
            String currentPassword,

            @NotBlank @Size(max = 1024) @Schema(example = "a new, long password")
            String newPassword) {
        /** The passwords are secrets. */
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @PostMapping("/token")
    @Operation(
            summary = "Sign in",
            description =
                    "Answers an access token to send as `Authorization: Bearer ...` and a refresh token. After several "
                            + "failures the account and the address have to wait (429 with `Retry-After`).")
    TokenAnswer token(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return logins.logIn(credentials.username(), credentials.password(), request.getRemoteAddr());
    }

    @PostMapping("/refresh")
    @Operation(
            summary = "Get the next pair of tokens",
            description =
                    "Each refresh token works once; using one again later ends the session, as somebody holds a copy.")
    TokenAnswer refresh(@Valid @RequestBody Refresh refresh) {
        return logins.refresh(refresh.refreshToken());
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out", description = "Ends the session: all its tokens are refused from now on.")
    void logout(@AuthenticationPrincipal UserPrincipal user) {
        sessions.end(user.session(), "The user signed out.");
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change your own password", description = "Ends all your sessions, this one included.")
    void password(@Valid @RequestBody PasswordChange change, @AuthenticationPrincipal UserPrincipal user) {
        users.changePassword(user.id(), change.currentPassword(), change.newPassword());
    }

    @GetMapping("/me")
    @Operation(
            summary = "Show who you are",
            description = "`role` is what the credential allows; an API token may allow less than you may do.")
    User me(@AuthenticationPrincipal UserPrincipal user) {
        return users.get(user.id()).as(user.role());
    }

    @PostMapping("/keys/rotate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Replace the key that signs access tokens",
            description =
                    "For a key that may be known to others: all access tokens are refused within a minute on all servers; "
                            + "refresh tokens go on working.")
    void rotateKeys() {
        keys.replaceAll();
    }
}
