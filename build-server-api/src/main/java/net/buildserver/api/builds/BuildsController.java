package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.orchestrator.builds.BuildPage;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.builds.Cancellation;
import net.buildserver.orchestrator.builds.NewBuild;
import net.buildserver.orchestrator.builds.Submission;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Builds over HTTP. */
@RestController
@RequestMapping(BuildLinks.BUILDS)
@Tag(name = "Builds", description = "Submit builds, watch them, cancel them, run them again.")
class BuildsController {
    private final Builds builds;
    private final BuildRequests requests;
    private final BuildViews views;

    BuildsController(Builds builds, BuildRequests requests, BuildViews views) {
        this.builds = builds;
        this.requests = requests;
        this.views = views;
    }

    @PostMapping
    @Operation(
            summary = "Create a build",
            description =
                    "Answers as soon as the build is stored. Sent twice with the same `Idempotency-Key`, it is built once. Of a project that "
                            + "has defaults (`/api/v1/project-defaults`) the request may leave out what they give.")
    ResponseEntity<SubmissionView> create(
            @RequestBody CreateBuildBody body,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @AuthenticationPrincipal UserPrincipal user) {
        BuildRequest request = requests.from(body);
        return accepted(
                builds.submit(new NewBuild(
                        request, user.username(), null, IdempotencyKeys.read(key, BuildLinks.BUILDS, body))),
                request);
    }

    @PostMapping("/{executionId}/rerun")
    @Operation(
            summary = "Run a build again",
            description = "A new build of the same job; the body may change how it is built.")
    ResponseEntity<SubmissionView> rerun(
            @PathVariable UUID executionId,
            @RequestBody(required = false) @Nullable RerunBody changes,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @AuthenticationPrincipal UserPrincipal user) {
        BuildRequest request = requests.again(builds.request(executionId), changes);
        return accepted(
                builds.submit(new NewBuild(
                        request,
                        user.username(),
                        executionId,
                        IdempotencyKeys.read(key, executionId + "/rerun", changes))),
                request);
    }

    @GetMapping
    @Operation(
            summary = "List builds",
            description = "Newest first. `links.next` leads to the next page and keeps the filters.")
    ResponseEntity<Page<BuildItem>> list(
            @ParameterObject @ModelAttribute ListParameters parameters, HttpServletRequest request) {
        BuildPage page = builds.list(parameters.filter(), parameters.after(), parameters.limitOrDefault());
        String next = page.next() == null ? null : Cursors.write(page.next());
        return Etags.answer(request, new Page<>(views.items(page.builds()), PageLinks.of(request, next)));
    }

    @GetMapping("/{executionId}")
    @Operation(
            summary = "Show a build",
            description = "State, stages, agent and, while it waits, its place in the queue and the reason.")
    ResponseEntity<BuildView> get(@PathVariable UUID executionId, HttpServletRequest request) {
        return Etags.answer(request, views.of(executionId));
    }

    @GetMapping("/{executionId}/request")
    @Operation(
            summary = "Show what was asked for",
            description =
                    "The build's request with all defaults filled in; as a body of `POST /builds` it asks the same again.")
    CreateBuildBody request(@PathVariable UUID executionId) {
        return CreateBuildBody.of(builds.request(executionId));
    }

    @PostMapping("/{executionId}/cancel")
    @Operation(
            summary = "Cancel a build",
            description =
                    "The build is Cancelling until its agent has ended it, then Cancelled. Doing it twice changes nothing.")
    Cancellation cancel(@PathVariable UUID executionId, @AuthenticationPrincipal UserPrincipal user) {
        return builds.cancel(executionId, user.username());
    }

    private ResponseEntity<SubmissionView> accepted(Submission submission, BuildRequest request) {
        SubmissionView view = views.of(submission, request);
        return ResponseEntity.accepted()
                .location(URI.create(view.links().self()))
                .body(view);
    }
}
