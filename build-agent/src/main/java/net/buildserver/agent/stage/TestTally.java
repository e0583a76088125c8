package net.buildserver.agent.stage;

import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;

/** Counts the results that hold in the end. */
final class TestTally {
    private static final int LONGEST_NAME = 1024;

    private int total;
    private int failed;
    private int flaky;
    private String firstFailed = "";

    void add(TestCaseResult result) {
        total++;
        flaky += Boolean.TRUE.equals(result.flaky()) ? 1 : 0;
        if (result.outcome() == TestOutcome.Failed) {
            failed++;
            firstFailed = firstFailed.isEmpty() ? name(result) : firstFailed;
        }
    }

    private static String name(TestCaseResult result) {
        String name = result.className().isEmpty() ? result.name() : result.className() + "." + result.name();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    }

    int total() {
        return total;
    }

    int failed() {
        return failed;
    }

    int flaky() {
        return flaky;
    }

    String firstFailed() {
        return firstFailed;
    }
}
