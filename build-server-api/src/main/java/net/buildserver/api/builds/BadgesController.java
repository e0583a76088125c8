package net.buildserver.api.builds;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Set;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.orchestrator.builds.Build;
import net.buildserver.orchestrator.builds.BuildFilter;
import net.buildserver.orchestrator.builds.Builds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /badges/<project>.svg}: how the latest build of a project ended, for pages that cannot sign in. */
@Hidden
@RestController
class BadgesController {
    private static final Set<BuildStatus> ENDED =
            Set.of(BuildStatus.Succeeded, BuildStatus.Failed, BuildStatus.Cancelled, BuildStatus.TimedOut);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Builds builds;
    private final BadgeProperties properties;

    BadgesController(Builds builds, BadgeProperties properties) {
        this.builds = builds;
        this.properties = properties;
    }

    /** Answers alike for unknown projects, so that nobody learns which there are. */
    @GetMapping(path = "/badges/{project}.svg", produces = "image/svg+xml")
    ResponseEntity<String> badge(
            @PathVariable String project, @RequestParam(required = false) @Nullable String branch) {
        if (!properties.open()) {
            throw new NotFoundException("badge", project);
        }
        BuildFilter filter = new BuildFilter(project, ENDED, branch, null, null, null, null);
        BuildStatus latest = builds.list(filter, null, 1).builds().stream()
                .map(Build::status)
                .findFirst()
                .orElse(null);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .body(Badge.of(latest).svg());
    }
}
