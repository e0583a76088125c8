package net.buildserver.orchestrator.builds;

import java.time.Instant;
import java.util.UUID;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.platform.StoredJson;

/** The columns of a build that its request is made of. */
record StoredRequest(
        UUID id,
        String job,
        BuildTargetType targetPool,
        BuildStrategyType strategy,
        BuildPriority priority,
        boolean forceClean,
        String requesterEmail,
        Instant createdAt) {
    BuildRequest toRequest() {
        return new BuildRequest(
                id,
                StoredJson.read(job, BuildJobDescriptor.class),
                targetPool,
                strategy,
                priority,
                forceClean,
                requesterEmail,
                createdAt);
    }
}
