package net.buildserver.agent.stage;

import java.util.List;
import java.util.Map;
import net.buildserver.domain.test.TestOutcome;

/** No test may have failed. */
final class TestsCheck implements Check {
    @Override
    public String name() {
        return "tests";
    }

    @Override
    public Finding look(BuildContext context) {
        Map<String, TestOutcome> tests = context.outcomes().record().tests();
        List<String> failed = tests.entrySet().stream()
                .filter(test -> test.getValue() == TestOutcome.Failed)
                .map(test -> test.getKey() + " failed")
                .toList();
        return new Finding(tests.isEmpty() ? "there are none" : tests.size() + " ran", failed);
    }
}
