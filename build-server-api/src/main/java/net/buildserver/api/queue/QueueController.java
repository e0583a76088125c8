package net.buildserver.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import net.buildserver.api.platform.ConflictException;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.builds.Builds;
import net.buildserver.orchestrator.tasks.QueueFilter;
import net.buildserver.orchestrator.tasks.QueuePlace;
import net.buildserver.orchestrator.tasks.QueuedBuild;
import net.buildserver.orchestrator.tasks.QueuedBuilds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What waits, and what BuildMasters do with it. */
@RestController
@RequestMapping("/api/v1/queue")
@Tag(name = "Queue", description = "Builds that wait: their order, and how to change it.")
class QueueController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    private final QueuedBuilds queued;
    private final Builds builds;

    QueueController(QueuedBuilds queued, Builds builds) {
        this.queued = queued;
        this.builds = builds;
    }

    /** What waits, in the order of priority and age. */
    record QueueList(List<QueuedBuild> items) {}

    /** Where a build is to go. */
    record MoveRequest(@Schema(example = "First") @Nullable QueuePlace to) {}

    /** Why a build is held back. */
    record HoldRequest(
            @Size(max = 500) @Pattern(regexp = WITHOUT_CONTROLS, message = "must have no control characters") @Schema(example = "Wait for the database upgrade")
            @Nullable String reason) {
        private static final String WITHOUT_CONTROLS = "[^\\x00-\\x1f\\x7f\\ud800-\\udfff]*";
    }

    /** The priority that a build is to have. */
    record PriorityRequest(
            @Schema(example = "High") @Nullable BuildPriority priority) {}

    /**
     * Which waiting builds are to be cancelled; at least one condition.
     *
     * @param pool those of this pool
     * @param project those of this project
     * @param requestedBy those that this user asked for
     * @param gitRef those of this branch, tag or commit, as it was asked for
     * @param dryRun whether they are only counted
     */
    record CancelRequest(
            @Schema(example = "Linux") @Nullable BuildTargetType pool,
            @Schema(example = "MyApp") @Nullable String project,
            @Schema(example = "ann") @Nullable String requestedBy,
            @Schema(example = "refs/heads/main") @Nullable String gitRef,
            @Schema(example = "true") @Nullable Boolean dryRun) {}

    /**
     * What was cancelled.
     *
     * @param executionIds the builds
     * @param dryRun whether they were only counted
     * @param complete whether these are all; if not, ask again
     */
    record CancelledList(List<UUID> executionIds, boolean dryRun, boolean complete) {}

    @GetMapping
    @Operation(
            summary = "List the queue",
            description = "By priority and age, held builds last. Fair share between projects may change the order.")
    QueueList list(
            @RequestParam(required = false) @Nullable BuildTargetType pool,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = limit == null ? DEFAULT_LIMIT : limit;
        if (most < 1 || most > MOST) {
            throw new InvalidRequestException("limit", "must be between 1 and " + MOST + ".");
        }
        return new QueueList(queued.list(new QueueFilter(pool, project, null, null), most));
    }

    @PostMapping("/{executionId}/move")
    @Operation(summary = "Move a waiting build", description = "To the front, to the end, or back to where it belongs.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable UUID executionId, @RequestBody MoveRequest request) {
        QueuePlace to = request.to();
        if (to == null) {
            throw new InvalidRequestException("to", "must be First, Normal or Last.");
        }
        require(executionId, queued.move(executionId, to));
    }

    @PostMapping("/{executionId}/hold")
    @Operation(summary = "Hold a waiting build back", description = "No agent gets it until it is released.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(
            @PathVariable UUID executionId,
            @Valid @RequestBody HoldRequest request,
            @AuthenticationPrincipal UserPrincipal user) {
        require(executionId, queued.hold(executionId, user.username(), request.reason()));
    }

    @PostMapping("/{executionId}/release")
    @Operation(summary = "Release a held build", description = "Also one that the server holds in quarantine.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID executionId) {
        require(executionId, queued.release(executionId));
    }

    @PostMapping("/{executionId}/priority")
    @Operation(summary = "Change a waiting build's priority")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPriority(@PathVariable UUID executionId, @RequestBody PriorityRequest request) {
        BuildPriority priority = request.priority();
        if (priority == null) {
            throw new InvalidRequestException("priority", "must be Low, Normal, High or Critical.");
        }
        require(executionId, queued.setPriority(executionId, priority));
    }

    @PostMapping("/cancel")
    @Operation(
            summary = "Cancel many waiting builds",
            description = "Those that meet every condition, up to 1000 a request; `dryRun` only names them.")
    CancelledList cancel(@RequestBody CancelRequest request, @AuthenticationPrincipal UserPrincipal user) {
        QueueFilter filter =
                new QueueFilter(request.pool(), request.project(), request.requestedBy(), request.gitRef());
        if (filter.isEmpty()) {
            throw new InvalidRequestException("project", "or pool, requestedBy or gitRef must say which builds.");
        }
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        List<UUID> found = queued.ids(filter, MOST);
        if (!dryRun) {
            // Each in its own transaction, so that no two builds are locked at once.
            found.forEach(id -> builds.cancel(id, user.username()));
        }
        return new CancelledList(found, dryRun, found.size() < MOST);
    }

    private void require(UUID executionId, boolean changed) {
        if (!changed) {
            throw new ConflictException("The build " + executionId + " does not wait; it is "
                    + builds.get(executionId).status() + ".");
        }
    }
}
