package net.buildserver.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import net.buildserver.api.platform.InvalidRequestException;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.api.security.UserPrincipal;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.queue.QueueLimit;
import net.buildserver.orchestrator.queue.QueueLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How much projects and pools may have at once. */
@RestController
@RequestMapping("/api/v1/queue-limits")
@Tag(name = "Queue", description = "Builds that wait: their order, and how to change it.")
class QueueLimitsController {
    private static final int MOST_WEIGHT = 100;
    private static final int LONGEST_NAME = 200;

    private final QueueLimits limits;

    QueueLimitsController(QueueLimits limits) {
        this.limits = limits;
    }

    /** All limits that were set. */
    record LimitList(List<QueueLimit> limits) {}

    /**
     * A limit to set.
     *
     * @param weight share of the project among those that wait, 1 to 100, by default 1
     * @param maxRunning most builds that run at once, 0 for none, absent for as many as there are agents
     */
    record LimitRequest(
            @Schema(example = "2") @Nullable Integer weight,
            @Schema(example = "10") @Nullable Integer maxRunning) {}

    @GetMapping
    @Operation(summary = "List the limits of projects and pools")
    LimitList list() {
        return new LimitList(limits.list());
    }

    @PutMapping("/{kind}/{name}")
    @Operation(
            summary = "Limit a project or a pool",
            description = "`kind` is `project` or `pool`. What runs already goes on.")
    QueueLimit set(
            @PathVariable String kind,
            @PathVariable String name,
            @RequestBody LimitRequest request,
            @AuthenticationPrincipal UserPrincipal user) {
        int weight = request.weight() == null ? 1 : request.weight();
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new InvalidRequestException("weight", "must be between 1 and " + MOST_WEIGHT + ".");
        }
        Integer most = request.maxRunning();
        if (most != null && most < 0) {
            throw new InvalidRequestException("maxRunning", "must be 0 or more.");
        }
        QueueLimit limit = new QueueLimit(kind(kind), name(kind(kind), name), weight, most);
        limits.set(limit, user.username());
        return limit;
    }

    @DeleteMapping("/{kind}/{name}")
    @Operation(summary = "Take a limit away")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String kind, @PathVariable String name) {
        if (!limits.remove(kind(kind), name)) {
            throw new NotFoundException("limit", name);
        }
    }

    private static QueueLimit.Kind kind(String kind) {
        return Arrays.stream(QueueLimit.Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("kind", "must be project or pool."));
    }

    private static String name(QueueLimit.Kind kind, String name) {
        boolean isPool = Arrays.stream(BuildTargetType.values())
                .anyMatch(pool -> pool.name().equals(name));
        if (kind == QueueLimit.Kind.pool && !isPool) {
            throw new InvalidRequestException("name", "must be a pool: " + Arrays.toString(BuildTargetType.values()));
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException("name", "must have 1 to " + LONGEST_NAME + " visible characters.");
        }
        return name;
    }
}
