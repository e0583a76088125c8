package net.buildserver.api.security.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.AuditTarget;
import net.buildserver.api.security.Role;
import net.buildserver.api.security.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/auth/tokens}: the API tokens of whoever asks. */
@RestController
@RequestMapping("/api/v1/auth/tokens")
@Tag(name = "API tokens", description = "Tokens with which scripts and other systems act for a user.")
class ApiTokensController {
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(90);
    private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(365);

    private final ApiTokens tokens;

    ApiTokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A token to make.
     *
     * @param name what it is for
     * @param role what it may do at most, by default {@code Developer}
     * @param validFor how long it holds, 365 days at most, by default 90
     */
    record TokenRequest(
            @NotBlank @Size(max = 100) @Schema(example = "nightly builds") @Nullable String name,

            @Schema(example = "Developer") @Nullable Role role,

            @Schema(type = "string", example = "P90D") @Nullable Duration validFor) {}

    /** Tokens, without their secrets. */
    record TokenList(List<ApiToken> tokens) {}

    @GetMapping
    @Operation(summary = "List your API tokens", description = "Without the tokens themselves.")
    TokenList list(@AuthenticationPrincipal UserPrincipal user) {
        return new TokenList(tokens.of(user.id()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make an API token",
            description =
                    "To send as `Authorization: Bearer ...`. The answer shows the token this once; the server keeps its hash. It may do "
                            + "what both its `role` and its owner's allow, but neither manage tokens nor users. A user has at most "
                            + ApiTokens.MOST + ".")
    NewApiToken create(@Valid @RequestBody TokenRequest request, @AuthenticationPrincipal UserPrincipal user) {
        String name = name(request);
        Role role = Objects.requireNonNullElse(request.role(), Role.Developer);
        if (role.compareTo(user.role()) > 0) {
            throw new InvalidRequestException("role", "must not be above your own, which is " + user.role() + ".");
        }
        Duration validFor = Objects.requireNonNullElse(request.validFor(), DEFAULT_VALIDITY);
        if (validFor.compareTo(SHORTEST_VALIDITY) < 0 || validFor.compareTo(LONGEST_VALIDITY) > 0) {
            throw new InvalidRequestException(
                    "validFor", "must be between " + SHORTEST_VALIDITY + " and P" + LONGEST_VALIDITY.toDays() + "D.");
        }
        AuditTarget.set(name + ", " + role + ", for " + validFor);
        return tokens.create(user.id(), new ApiTokens.Terms(name, role, validFor));
    }

    @DeleteMapping("/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke one of your API tokens", description = "It is refused from the next request on.")
    void revoke(@PathVariable UUID tokenId, @AuthenticationPrincipal UserPrincipal user) {
        AuditTarget.set(tokens.revoke(tokenId, user.id())
                .orElseThrow(() -> new NotFoundException("API token", tokenId))
                .name());
    }

    private static String name(TokenRequest request) {
        String name = Objects.requireNonNullElse(request.name(), "").strip();
        if (name.codePoints()
                .anyMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE)) {
            throw new InvalidRequestException("name", "must have visible characters only.");
        }
        return name;
    }
}
