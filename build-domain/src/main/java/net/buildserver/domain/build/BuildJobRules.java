package net.buildserver.domain.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that every job from outside is held to; server and agent apply the same ones. */
public final class BuildJobRules {
    private static final Pattern PROJECT_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+#-]{0,127}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_METADATA_VALUE = 2048;

    private final Set<String> allowedSchemes;
    private final int maxTimeoutMinutes;

    /**
     * Creates the rules.
     *
     * @param allowedSchemes schemes that a repository URL may have, see {@link RepositoryScheme}
     * @param maxTimeoutMinutes longest time that a build may ask for, in minutes
     */
    public BuildJobRules(Set<String> allowedSchemes, int maxTimeoutMinutes) {
        this.allowedSchemes = Set.copyOf(allowedSchemes);
        this.maxTimeoutMinutes = maxTimeoutMinutes;
    }

    /** Returns everything that is wrong with {@code job}, with field paths below {@code job.}; empty if it may run. */
    public List<Violation> check(BuildJobDescriptor job) {
        List<Violation> violations = new ArrayList<>();
        check(violations, "projectName", job.projectName(), BuildJobRules::projectNameProblem);
        check(violations, "repositoryUrl", job.repositoryUrl(), url -> RepositoryUrlRule.problem(url, allowedSchemes));
        check(violations, "gitRef", job.gitRef(), GitRefRule::problem);
        check(violations, "solutionPath", job.solutionPath(), RepositoryPathRule::problem);
        check(violations, "configuration", job.configuration(), BuildJobRules::wordProblem);
        check(violations, "targetFramework", job.targetFramework(), BuildJobRules::wordProblem);
        check(violations, "platform", job.platform(), BuildJobRules::wordProblem);
        check(violations, "runtimeIdentifier", job.runtimeIdentifier(), BuildJobRules::wordProblem);
        check(violations, "requesterEmail", job.requesterEmail(), BuildJobRules::emailProblem);
        checkTimeout(violations, job.timeoutMinutes());
        checkProperties(violations, job.buildProperties());
        checkMetadata(violations, job.metadata());
        return List.copyOf(violations);
    }

    /** Returns what is wrong with an e-mail address, or empty. */
    public static Optional<String> emailProblem(String email) {
        return EMAIL.matcher(email).matches()
                ? Optional.empty()
                : Optional.of("must be an e-mail address such as developer@example.com.");
    }

    private static void check(
            List<Violation> violations,
            String field,
            @Nullable String value,
            Function<String, Optional<String>> problemOf) {
        if (value != null) {
            problemOf.apply(value).ifPresent(problem -> violations.add(new Violation("job." + field, problem)));
        }
    }

    private static Optional<String> projectNameProblem(String name) {
        return PROJECT_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "must start with a letter or digit and hold at most 128 letters, digits, spaces, '.', '_', '+', "
                                + "'#' or '-'.");
    }

    private static Optional<String> wordProblem(String word) {
        return WORD.matcher(word).matches()
                ? Optional.empty()
                : Optional.of(
                        "must start with a letter or digit and hold at most 64 letters, digits, spaces, '.', '_', '+' or '-'.");
    }

    private void checkTimeout(List<Violation> violations, int minutes) {
        if (minutes < 1 || minutes > maxTimeoutMinutes) {
            violations.add(
                    new Violation("job.timeoutMinutes", "must be between 1 and " + maxTimeoutMinutes + " minutes."));
        }
    }

    private static void checkProperties(List<Violation> violations, Map<String, String> properties) {
        checkSize(violations, "job.buildProperties", properties);
        properties.forEach((name, value) -> {
            String field = "job.buildProperties." + name;
            MsBuildProperties.nameProblem(name).ifPresent(problem -> violations.add(new Violation(field, problem)));
            MsBuildProperties.valueProblem(value).ifPresent(problem -> violations.add(new Violation(field, problem)));
        });
    }

    private static void checkMetadata(List<Violation> violations, Map<String, String> metadata) {
        checkSize(violations, "job.metadata", metadata);
        metadata.forEach((name, value) -> {
            if (name.isBlank() || name.length() > 128 || value.length() > MAX_METADATA_VALUE) {
                violations.add(new Violation(
                        "job.metadata." + name,
                        "must have a name of 1 to 128 characters and a value of at most " + MAX_METADATA_VALUE + "."));
            }
        });
    }

    private static void checkSize(List<Violation> violations, String field, Map<String, String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            violations.add(new Violation(field, "must have at most " + MAX_ENTRIES + " entries."));
        }
    }
}
