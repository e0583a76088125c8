package net.buildserver.orchestrator.results;

import static net.buildserver.orchestrator.platform.ReportText.line;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.artifact.ArtifactRules;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.orchestrator.lease.InvalidReportException;
import net.buildserver.orchestrator.platform.ReportText;
import org.jspecify.annotations.Nullable;

/** What is believed of a project's use of the cache. */
final class ProjectUseRules {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int NAME = 1_000;
    private static final int MOST_DEPENDENCIES = 2_000;
    private static final int MOST_REASONS = 20;

    private ProjectUseRules() {}

    static @Nullable CacheUse clean(@Nullable CacheUse use) {
        if (use == null) {
            return null;
        }
        require(use.hits() >= 0 && use.misses() >= 0, "cache", "must have no negative number.");
        require(
                use.projects().size() <= AgentProtocol.MAX_BATCH,
                "cache.projects",
                "must have at most " + AgentProtocol.MAX_BATCH + " entries.");
        return new CacheUse(
                use.hits(),
                use.misses(),
                use.projects().stream().map(ProjectUseRules::clean).toList());
    }

    static ProjectUse clean(ProjectUse use) {
        require(ArtifactRules.isSha256(use.key()), "cache.projects.key", "must be 64 lower-case hexadecimal digits.");
        require(use.moreDifferences() >= 0, "cache.projects.moreDifferences", "must not be negative.");
        require(
                use.differences().size() <= ProjectUse.MAX_DIFFERENCES,
                "cache.projects.differences",
                "must have at most " + ProjectUse.MAX_DIFFERENCES + " entries.");
        return new ProjectUse(
                clean(use.project()),
                use.key(),
                use.hit(),
                origin(use.origin()),
                duration(use.duration(), "cache.projects.duration"),
                duration(use.saved(), "cache.projects.saved"),
                lines(use.dependencies(), MOST_DEPENDENCIES, "cache.projects.dependencies"),
                use.differences().stream().map(ProjectUseRules::clean).toList(),
                use.moreDifferences(),
                lines(use.reasons(), MOST_REASONS, "cache.projects.reasons"),
                use.state());
    }

    private static ProjectId clean(ProjectId project) {
        return new ProjectId(
                line(present(project.path(), "cache.projects.project.path"), NAME),
                line(present(project.framework(), "cache.projects.project.framework"), NAME),
                line(present(project.configuration(), "cache.projects.project.configuration"), NAME),
                line(present(project.platform(), "cache.projects.project.platform"), NAME));
    }

    private static KeyDifference clean(KeyDifference difference) {
        return new KeyDifference(
                present(difference.inputClass(), "cache.projects.differences.inputClass"),
                line(present(difference.name(), "cache.projects.differences.name"), NAME),
                ReportText.lineOrNull(difference.before(), NAME),
                ReportText.lineOrNull(difference.after(), NAME));
    }

    private static @Nullable String origin(@Nullable String origin) {
        try {
            return origin == null ? null : UUID.fromString(origin).toString();
        } catch (IllegalArgumentException malformed) {
            throw new InvalidReportException("cache.projects.origin", "must be the id of a build.");
        }
    }

    private static Duration duration(Duration value, String field) {
        require(
                !value.isNegative() && value.compareTo(LONGEST) <= 0,
                field,
                "must be between PT0S and " + LONGEST + ".");
        return value;
    }

    private static List<String> lines(List<String> texts, int most, String field) {
        require(texts.size() <= most, field, "must have at most " + most + " entries.");
        return texts.stream().map(text -> line(text, NAME)).toList();
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidReportException(field, "is missing.");
        }
        return value;
    }

    private static void require(boolean fine, String field, String message) {
        if (!fine) {
            throw new InvalidReportException(field, message);
        }
    }
}
