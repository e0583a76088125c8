package net.buildserver.verification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A body of code that rules are applied to: the production classes of all modules, or a fixture that is laid out like them.
 *
 * @param root package that holds the module packages {@code domain}, {@code telemetry}, {@code orchestrator}, {@code api} and {@code agent}
 */
record Code(String root) {

    static final Code PRODUCTION = new Code("net.buildserver");

    private static final List<String> MODULES = List.of("domain", "telemetry", "orchestrator", "api", "agent");
    private static final Map<String, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    /** The fixture in {@code net.buildserver.verification.fixture.<theme>}. */
    static Code fixture(String theme) {
        return new Code("net.buildserver.verification.fixture." + theme.toLowerCase(Locale.ROOT));
    }

    /** Package of a module, for example {@code net.buildserver.agent}. */
    String module(String name) {
        return root + "." + name;
    }

    /** Matches a module or feature with everything below it, for example {@code net.buildserver.agent.process..}. */
    String all(String name) {
        return module(name) + "..";
    }

    JavaClasses classes() {
        return IMPORTED.computeIfAbsent(root, ignored -> {
            var importer = new ClassFileImporter();
            if (equals(PRODUCTION)) {
                importer = importer.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
            }
            return importer.importPackages(MODULES.stream().map(this::module).toList());
        });
    }

    /** Fails with every violation in this code; code that has no such classes yet keeps the rule. */
    void keeps(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes());
    }

    /** Fails unless each of {@code culprits} is named by a violation in this code. */
    void breaks(ArchRule rule, String... culprits) {
        var violations = rule.allowEmptyShould(true)
                .evaluate(classes())
                .getFailureReport()
                .getDetails();
        for (var culprit : culprits) {
            assertThat(violations).as(rule.getDescription()).anyMatch(violation -> violation.contains(culprit));
        }
    }
}
