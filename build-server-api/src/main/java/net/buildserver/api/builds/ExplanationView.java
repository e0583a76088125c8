package net.buildserver.api.builds;

import java.util.List;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.orchestrator.cache.BuiltProject;
import org.jspecify.annotations.Nullable;

/**
 * Why a project was built or not, for one target framework.
 *
 * @param project path of its file
 * @param targetFramework its framework
 * @param hit what the cache spared it
 * @param summary the reason in one sentence
 * @param reasons why it cannot be cached, empty if it can
 * @param differences inputs that differ from the nearest earlier entry
 * @param moreDifferences how many further inputs differ
 */
record ExplanationView(
        String project,
        String targetFramework,
        HitKind hit,
        String summary,
        List<String> reasons,
        List<DifferenceView> differences,
        int moreDifferences) {
    /**
     * An input that differs.
     *
     * @param inputClass kind of the input
     * @param name file, package or setting
     * @param change whether it was added, removed or changed, as one of these words
     * @param before digest or value in the earlier entry, or null
     * @param after digest or value now, or null
     */
    record DifferenceView(
            InputClass inputClass,
            String name,
            String change,
            @Nullable String before,
            @Nullable String after) {
        static DifferenceView of(KeyDifference difference) {
            String change = difference.before() == null ? "added" : difference.after() == null ? "removed" : "changed";
            return new DifferenceView(
                    difference.inputClass(), difference.name(), change, difference.before(), difference.after());
        }
    }

    static ExplanationView of(BuiltProject built) {
        ProjectUse use = built.use();
        return new ExplanationView(
                use.project().path(),
                use.project().framework(),
                use.hit(),
                summary(use),
                use.reasons(),
                use.differences().stream().map(DifferenceView::of).toList(),
                use.moreDifferences());
    }

    private static String summary(ProjectUse use) {
        return switch (use.hit()) {
            case Full -> "Nothing that it depends on changed since build " + use.origin() + ".";
            case Compile ->
                "Nothing that its compiler sees changed since build " + use.origin() + "; the rest was made anew.";
            case Miss -> missed(use);
        };
    }

    private static String missed(ProjectUse use) {
        if (!use.reasons().isEmpty()) {
            return "It cannot be cached: " + String.join(", ", use.reasons()) + ".";
        }
        if (use.differences().isEmpty()) {
            return "The cache had no earlier entry of it, or was not read.";
        }
        int differences = use.differences().size() + use.moreDifferences();
        return use.differences().getFirst().sentence()
                + (differences == 1 ? "." : " and " + (differences - 1) + " more.");
    }
}
