package net.buildserver.api.security.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import net.buildserver.api.security.SessionCookie;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.api.security.users.User;
import net.buildserver.api.security.users.VerifiedUser;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/auth/session}: signing in and out with a browser, whose scripts never see a credential. */
@RestController
@RequestMapping("/api/v1/auth/session")
@Tag(name = "Authentication")
class BrowserSessionController {
    private final Logins logins;
    private final BrowserSessions browsers;
    private final Sessions sessions;
    private final TokenProperties properties;

    BrowserSessionController(Logins logins, BrowserSessions browsers, Sessions sessions, TokenProperties properties) {
        this.logins = logins;
        this.browsers = browsers;
        this.sessions = sessions;
        this.properties = properties;
    }

    record SignIn(
            @NotBlank @Size(max = 64) @Schema(example = "admin")
            String username,

            @NotBlank @Size(max = 1024) @Schema(example = "the password of admin")
            String password) {
        /** The password is a secret. */
        @Override
        public String toString() {
            return "SignIn[" + username + "]";
        }
    }

    /** Takes JSON only, which no form of another site can send. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Sign in with a browser",
            description =
                    "Answers who you are and sets a session cookie that scripts cannot read. With it, requests other than GET "
                            + "need the header `" + SessionCookie.GUARD_HEADER + "` as well.")
    ResponseEntity<User> signIn(@Valid @RequestBody SignIn credentials, HttpServletRequest request) {
        VerifiedUser user = logins.verify(credentials.username(), credentials.password(), request.getRemoteAddr());
        String secret = browsers.begin(user);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(secret, properties.sessionLifetime(), request))
                .body(user.user());
    }

    @DeleteMapping
    @Operation(summary = "Sign out of a browser", description = "Ends the session and takes the cookie back.")
    ResponseEntity<Void> signOut(@AuthenticationPrincipal UserPrincipal user, HttpServletRequest request) {
        sessions.end(user.session(), "The user signed out.");
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .build();
    }

    private static String cookie(String secret, Duration lifetime, HttpServletRequest request) {
        return SessionCookie.of(secret, lifetime, request.isSecure()).toString();
    }
}
