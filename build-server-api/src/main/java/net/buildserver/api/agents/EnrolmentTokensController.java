package net.buildserver.api.agents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.AuditTarget;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.agents.EnrolmentToken;
import net.buildserver.orchestrator.agents.EnrolmentTokens;
import net.buildserver.orchestrator.agents.NewEnrolmentToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens that let agents join. */
@RestController
@RequestMapping("/api/v1/enrolment-tokens")
@Tag(name = "Enrolment tokens", description = "Tokens that let agents join.")
class EnrolmentTokensController {
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

    private final EnrolmentTokens tokens;

    EnrolmentTokensController(EnrolmentTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A token to make.
     *
     * @param description what it is for
     * @param targetType pool that its agents must join, by default any
     * @param reusable whether it enrols any number of agents, by default exactly one
     * @param validFor how long it holds, by default a day
     */
    record TokenRequest(
            @NotBlank @Size(max = 200) @Schema(example = "Linux agents of the new rack") @Nullable String description,

            @Schema(example = "Linux") @Nullable BuildTargetType targetType,
            @Schema(example = "false") @Nullable Boolean reusable,
            @Schema(example = "PT24H") @Nullable Duration validFor) {}

    /**
     * A token that was made.
     *
     * @param token the secret, shown this once
     * @param details everything else
     */
    record CreatedToken(String token, EnrolmentToken details) {
        @Override
        public String toString() {
            return "CreatedToken[token=***REDACTED***, details=" + details + "]";
        }
    }

    /** All tokens, without their secrets. */
    record TokenList(List<EnrolmentToken> tokens) {}

    @PostMapping
    @Operation(
            summary = "Make an enrolment token",
            description = "The answer shows the token this once; the server keeps its hash.")
    @ResponseStatus(HttpStatus.CREATED)
    CreatedToken create(@Valid @RequestBody TokenRequest request, Principal user) {
        Duration validFor = request.validFor() == null ? DEFAULT_VALIDITY : request.validFor();
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(LONGEST_VALIDITY) > 0) {
            throw new InvalidRequestException("validFor", "must be between PT1S and P366D.");
        }
        String description = request.description() == null ? "" : request.description();
        AuditTarget.set(description);
        NewEnrolmentToken made = tokens.create(
                new EnrolmentTokens.Terms(
                        description, request.targetType(), Boolean.TRUE.equals(request.reusable()), validFor),
                user.getName());
        return new CreatedToken(made.secret(), made.token());
    }

    @GetMapping
    @Operation(summary = "List the enrolment tokens", description = "Without the tokens themselves.")
    TokenList list() {
        return new TokenList(tokens.list());
    }

    @DeleteMapping("/{tokenId}")
    @Operation(summary = "Revoke an enrolment token", description = "Agents that joined with it stay.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID tokenId) {
        if (!tokens.revoke(tokenId)) {
            throw new NotFoundException("enrolment token", tokenId);
        }
    }
}
