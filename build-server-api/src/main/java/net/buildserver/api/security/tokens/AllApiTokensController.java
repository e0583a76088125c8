package net.buildserver.api.security.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.AuditTarget;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/api-tokens}: the API tokens of all users, for Admins. */
@RestController
@RequestMapping("/api/v1/api-tokens")
@Tag(name = "API tokens")
class AllApiTokensController {
    private static final int MOST = 500;

    private final ApiTokens tokens;

    AllApiTokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Tokens of all users, without their secrets.
     *
     * @param tokens the newest first
     * @param complete whether these are all
     */
    record AllTokens(List<ApiToken> tokens, boolean complete) {}

    @GetMapping
    @Operation(
            summary = "List the API tokens of all users",
            description = "The newest " + MOST + ", without the tokens themselves; `user` is a user's name.")
    AllTokens list(@RequestParam(required = false) @Nullable String user) {
        String name = user == null || user.isBlank() ? null : user.strip().toLowerCase(Locale.ROOT);
        List<ApiToken> found = tokens.list(name, MOST + 1);
        return new AllTokens(found.stream().limit(MOST).toList(), found.size() <= MOST);
    }

    @DeleteMapping("/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an API token of any user", description = "It is refused from the next request on.")
    void revoke(@PathVariable UUID tokenId) {
        ApiToken token = tokens.revoke(tokenId, null).orElseThrow(() -> new NotFoundException("API token", tokenId));
        AuditTarget.set(token.name() + " of " + token.username());
    }
}
