package net.buildserver.orchestrator.builds;

import java.util.UUID;
import net.buildserver.domain.build.BuildRequest;
import org.jspecify.annotations.Nullable;

/**
 * A build to submit.
 *
 * @param request what to build, checked
 * @param requestedBy name of the user who asks
 * @param rerunOf the build that it repeats, or null
 * @param idempotencyKey what makes a repeated request recognisable, or null
 */
public record NewBuild(
        BuildRequest request,
        String requestedBy,
        @Nullable UUID rerunOf,
        @Nullable IdempotencyKey idempotencyKey) {}
