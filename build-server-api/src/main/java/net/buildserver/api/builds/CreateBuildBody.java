package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.media.Schema;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/builds}, of which any field may be missing.
 *
 * @param job what to build
 * @param targetPool pool whose agents may build it, by default {@code Linux}
 * @param strategy how to build it, by default {@code Incremental}
 * @param priority its priority class, by default {@code Normal}
 * @param forceClean whether caches and warm workspaces are not read, by default false
 * @param requesterEmail e-mail address of the requester; may stand in {@code job} instead
 */
@Schema(example = BuildExamples.CREATE)
record CreateBuildBody(
        @Nullable JobBody job,
        @Nullable BuildTargetType targetPool,
        @Nullable BuildStrategyType strategy,
        @Nullable BuildPriority priority,
        @Nullable Boolean forceClean,
        @Nullable String requesterEmail) {
    /** Asks for nothing. */
    static final CreateBuildBody NOTHING = new CreateBuildBody(null, null, null, null, null, null);

    /** Returns the job; one without any value if there is none. */
    JobBody jobOrNothing() {
        return job == null ? JobBody.NOTHING : job;
    }

    /** Returns this body with what it leaves out taken from {@code defaults}; a requester that it names counts for the job as well. */
    CreateBuildBody or(CreateBuildBody defaults) {
        JobBody asked = jobOrNothing();
        boolean isRequesterNamed = requesterEmail != null || asked.requesterEmail() != null;
        return new CreateBuildBody(
                asked.or(defaults.jobOrNothing(), isRequesterNamed),
                targetPool == null ? defaults.targetPool() : targetPool,
                strategy == null ? defaults.strategy() : strategy,
                priority == null ? defaults.priority() : priority,
                forceClean == null ? defaults.forceClean() : forceClean,
                isRequesterNamed ? requesterEmail : defaults.requesterEmail());
    }

    /** Returns this body as one of {@code project}. */
    CreateBuildBody ofProject(String project) {
        return new CreateBuildBody(
                jobOrNothing().ofProject(project), targetPool, strategy, priority, forceClean, requesterEmail);
    }

    /** Returns the body that asks for the same as {@code request} once more. */
    static CreateBuildBody of(BuildRequest request) {
        return new CreateBuildBody(
                JobBody.of(request.job()),
                request.targetPool(),
                request.strategy(),
                request.priority(),
                request.forceClean(),
                request.requesterEmail());
    }
}
