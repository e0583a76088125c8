package net.buildserver.api.builds;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.build.BuildJobRules;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.domain.build.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;

/** Makes checked requests out of what clients send; all mistakes are told at once. */
final class BuildRequests {
    private final BuildJobRules rules;
    private final ProjectDefaults defaults;
    private final IdGenerator ids;
    private final InstantSource clock;

    BuildRequests(BuildJobRules rules, ProjectDefaults defaults, IdGenerator ids, InstantSource clock) {
        this.rules = rules;
        this.defaults = defaults;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes the request that {@code body} asks for; what it leaves out is as the project's defaults say. */
    BuildRequest from(CreateBuildBody body) {
        CreateBuildBody filled = body.or(defaults.of(body.jobOrNothing().projectName()));
        return from(filled, RequiredFields.ofRequest());
    }

    /**
     * Returns {@code body} as defaults of {@code project}.
     *
     * @throws InvalidRequestException if a build could not ask for them
     */
    CreateBuildBody defaults(String project, CreateBuildBody body) {
        JobBody job = body.jobOrNothing();
        if (job.jobId() != null) {
            throw new InvalidRequestException("job.jobId", "is of one build; leave it out.");
        }
        if (job.projectName() != null && !job.projectName().equals(project)) {
            throw new InvalidRequestException("job.projectName", "must be the project of the URL; leave it out.");
        }
        JobBody asked = job.ofProject(null);
        CreateBuildBody kept = new CreateBuildBody(
                asked.equals(JobBody.NOTHING) ? null : asked,
                body.targetPool(),
                body.strategy(),
                body.priority(),
                body.forceClean(),
                body.requesterEmail());
        from(kept.ofProject(project), RequiredFields.ofDefaults());
        return kept;
    }

    /**
     * Refuses what cannot be the name of a project.
     *
     * @throws InvalidRequestException if it is none
     */
    void requireProjectName(String project) {
        from(CreateBuildBody.NOTHING.ofProject(project), RequiredFields.ofDefaults());
    }

    private BuildRequest from(CreateBuildBody body, RequiredFields fields) {
        JobBody job = body.jobOrNothing();
        String jobEmail = job.requesterEmail() == null ? body.requesterEmail() : job.requesterEmail();
        String email = fields.text("requesterEmail", jobEmail, "nobody@localhost");
        BuildRequest request = new BuildRequest(
                ids.generateId(),
                job(job, email, fields),
                requireNonNullElse(body.targetPool(), BuildTargetType.Linux),
                requireNonNullElse(body.strategy(), BuildStrategyType.Incremental),
                requireNonNullElse(body.priority(), BuildPriority.Normal),
                requireNonNullElse(body.forceClean(), false),
                requireNonNullElse(body.requesterEmail(), email),
                clock.instant());
        check(request, fields.missing());
        return request;
    }

    /** Makes the request of a build that repeats {@code original}; what {@code changes} names is different. */
    BuildRequest again(BuildRequest original, @Nullable RerunBody changes) {
        RerunBody wanted = changes == null ? RerunBody.NOTHING : changes;
        Instant now = clock.instant();
        BuildRequest request = new BuildRequest(
                ids.generateId(),
                again(
                        original.job(),
                        requireNonNullElse(wanted.gitRef(), original.job().gitRef()),
                        now),
                original.targetPool(),
                requireNonNullElse(wanted.strategy(), original.strategy()),
                requireNonNullElse(wanted.priority(), original.priority()),
                requireNonNullElse(wanted.forceClean(), original.forceClean()),
                original.requesterEmail(),
                now);
        check(request, List.of());
        return request;
    }

    private BuildJobDescriptor job(JobBody job, String email, RequiredFields fields) {
        String project = fields.projectName(job.projectName());
        String url = fields.text("job.repositoryUrl", job.repositoryUrl(), "https://host/repository");
        String ref = fields.text("job.gitRef", job.gitRef(), "main");
        String solution = fields.text("job.solutionPath", job.solutionPath(), "App.sln");
        Map<String, String> properties = fields.entries("job.buildProperties", job.buildProperties());
        return new BuildJobDescriptor(
                job.jobId() == null ? ids.generateId() : job.jobId(),
                project,
                url,
                ref,
                solution,
                requireNonNullElse(job.configuration(), BuildJobDescriptor.DEFAULT_CONFIGURATION),
                job.targetFramework(),
                requireNonNullElse(job.platform(), BuildJobDescriptor.DEFAULT_PLATFORM),
                job.runtimeIdentifier(),
                properties,
                requireNonNullElse(job.runTests(), true),
                requireNonNullElse(job.collectCoverage(), false),
                requireNonNullElse(job.createPackages(), false),
                requireNonNullElse(job.publishArtifacts(), true),
                requireNonNullElse(job.timeoutMinutes(), BuildJobDescriptor.DEFAULT_TIMEOUT_MINUTES),
                fields.entries("job.metadata", job.metadata()),
                clock.instant(),
                email);
    }

    private BuildJobDescriptor again(BuildJobDescriptor job, String gitRef, Instant now) {
        UUID id = ids.generateId();
        return new BuildJobDescriptor(
                id,
                job.projectName(),
                job.repositoryUrl(),
                gitRef,
                job.solutionPath(),
                job.configuration(),
                job.targetFramework(),
                job.platform(),
                job.runtimeIdentifier(),
                job.buildProperties(),
                job.runTests(),
                job.collectCoverage(),
                job.createPackages(),
                job.publishArtifacts(),
                job.timeoutMinutes(),
                job.metadata(),
                now,
                job.requesterEmail());
    }

    private void check(BuildRequest request, List<Violation> missing) {
        List<Violation> violations = new ArrayList<>(missing);
        violations.addAll(rules.check(request.job()));
        BuildJobRules.emailProblem(request.requesterEmail())
                .ifPresent(problem -> violations.add(new Violation("requesterEmail", problem)));
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }
}
