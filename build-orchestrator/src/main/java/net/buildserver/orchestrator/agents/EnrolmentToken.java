package net.buildserver.orchestrator.agents;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.agent.AgentPool;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * A token that lets agents join, without its secret.
 *
 * @param id identifier
 * @param description what it is for
 * @param targetType pool that its agents must join, see {@link AgentPool}, or null for any
 * @param reusable whether it enrols any number of agents
 * @param useCount how many agents joined with it
 * @param createdBy who made it
 * @param createdAt when it was made
 * @param expiresAt when it ends, or null if it does not
 * @param lastUsedAt when an agent last joined with it, or null
 * @param revokedAt when it was revoked, or null
 */
public record EnrolmentToken(
        UUID id,
        String description,
        @Nullable BuildTargetType targetType,
        boolean reusable,
        int useCount,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
