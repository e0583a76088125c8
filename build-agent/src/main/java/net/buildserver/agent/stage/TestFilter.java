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
 * @param given expression that says it instead of methods, or empty
 */
record TestFilter(Set<String> methods, boolean byMethod, String given) {
    /** All tests. */
    static final TestFilter ALL = new TestFilter(Set.of(), false, "");

    static TestFilter of(Collection<TestCaseResult> tests, boolean byMethod) {
        Set<String> methods = tests.stream().map(TestFilter::method).collect(Collectors.toCollection(TreeSet::new));
        return new TestFilter(methods, byMethod, "");
    }

    /**
     * Returns a filter for the tests of some classes, or for all that are not of these classes. No test is left out when all classes
     * of one are the others of the other, whatever classes there are.
     */
    static TestFilter ofClasses(List<String> classes, boolean others) {
        String expression = classes.stream()
                .map(name -> "FullyQualifiedName" + (others ? "!~" : "~") + escape(name) + ".")
                .collect(Collectors.joining(others ? "&" : "|"));
        return new TestFilter(Set.of(), false, expression);
    }

    boolean isAll() {
        return methods.isEmpty() && given.isEmpty();
    }

    private static String escape(String name) {
        return name.replaceAll("([\\\\()&|=!~])", "\\\\$1");
    }

    List<String> ofVsTest() {
        if (!given.isEmpty()) {
            return List.of("--filter", given);
        }
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
                .map(method -> "FullyQualifiedName~" + escape(method))
                .collect(Collectors.joining("|"));
    }

    // "Rows(name: \"Ada\")" is a row of the method Rows.
    private static String method(TestCaseResult test) {
        String name = test.name().split("[(<\\s]", 2)[0];
        return test.className().isEmpty() ? name : test.className() + "." + name;
    }
}
