package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.buildserver.domain.test.TestCaseResult;

/**
 * Which tests run: all, or some methods. Rows of a data-driven test cannot be told apart by every framework, so that all rows of
 * a method run.
 *
 * @param methods fully qualified names; none for all tests
 * @param byMethod whether the framework takes names of methods instead of expressions, as xUnit.net does on the testing platform
 */
record TestFilter(Set<String> methods, boolean byMethod) {
    /** All tests. */
    static final TestFilter ALL = new TestFilter(Set.of(), false);

    static TestFilter of(Collection<TestCaseResult> tests, boolean byMethod) {
        Set<String> methods = tests.stream().map(TestFilter::method).collect(Collectors.toCollection(TreeSet::new));
        return new TestFilter(methods, byMethod);
    }

    List<String> ofVsTest() {
        return methods.isEmpty() ? List.of() : List.of("--filter", expression());
    }

    List<String> ofTestingPlatform() {
        if (!byMethod) {
            return ofVsTest();
        }
        List<String> options = new ArrayList<>();
        methods.forEach(method -> options.addAll(List.of("--filter-method", method)));
        return options;
    }

    private String expression() {
        return methods.stream()
                .map(method -> "FullyQualifiedName~" + method.replaceAll("([\\\\()&|=!~])", "\\\\$1"))
                .collect(Collectors.joining("|"));
    }

    // "Rows(name: \"Ada\")" is a row of the method Rows.
    private static String method(TestCaseResult test) {
        String name = test.name().split("[(<\\s]", 2)[0];
        return test.className().isEmpty() ? name : test.className() + "." + name;
    }
}
