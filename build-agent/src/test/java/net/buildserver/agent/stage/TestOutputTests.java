package net.buildserver.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.test.TestCaseResult;
import org.junit.jupiter.api.Test;

class TestOutputTests {
    private final List<String> lines = new ArrayList<>();
    private final Messages messages = new Messages();
    private final TestOutput output = new TestOutput(lines::add, new LiveCounts(messages));

    @Test
    void resultsOfVsTestAreCounted() {
        output.accept("  Passed V.A.Rows(name: \"a, \\\"b\\\"\\n(c)\") [26 ms]");
        output.accept("  Passed V.A.YHangs [< 1 ms]");
        output.accept("  Failed V.A.Fails [1 s]");
        output.accept("  Skipped V.A.Skipped [1 ms]");
        output.accept("  Error Message:");
        output.accept("     Passed: 4");
        assertThat(lines)
                .containsExactly(
                        "  Failed V.A.Fails [1 s]",
                        "  Skipped V.A.Skipped [1 ms]",
                        "  Error Message:",
                        "     Passed: 4");
        assertThat(messages.said).containsExactly("Running tests... 1 passed, 0 failed, 0 skipped");
    }

    @Test
    void resultsOfTheTestingPlatformAreCounted() {
        output.accept("passed V.A.ZDies (1s 500ms)");
        output.accept("  from /tmp/bin/M.dll (net10.0|x64)");
        output.accept("failed V.A.Fails (319ms)");
        output.accept("  from /tmp/bin/M.dll (net10.0|x64)");
        assertThat(lines).containsExactly("failed V.A.Fails (319ms)", "  from /tmp/bin/M.dll (net10.0|x64)");
        assertThat(messages.said).containsExactly("Running tests... 1 passed, 0 failed, 0 skipped");
    }

    @Test
    void crashNamesTheTestThatRan() {
        output.accept("The active test run was aborted. Reason: Test host process crashed : dead");
        output.accept("The test running when the crash occurred: ");
        output.accept("V.A.ZDies");
        assertThat(output.crash())
                .hasValue("the test host crashed while V.A.ZDies ran: The active test run was aborted. Reason: Test"
                        + " host process crashed : dead");
    }

    @Test
    void hangIsNoCrash() {
        output.accept(
                "Data collector 'Blame' message: The specified inactivity time of 1 minute has elapsed. Collecting"
                        + " hang dumps from testhost and its child processes.");
        output.accept("The active test run was aborted. Reason: Test host process crashed");
        output.accept("The test running when the crash occurred: ");
        output.accept("V.A.YHangs");
        assertThat(output.crash())
                .hasValue("no test ended for 1 minute while V.A.YHangs ran, so that the test host was ended");
    }

    private static final class Messages implements Progress {
        private final List<String> said = new ArrayList<>();

        @Override
        public void message(String message) {
            said.add(message);
        }

        @Override
        public void commit(String sha) {}

        @Override
        public void history(List<CommitSummary> commits) {}

        @Override
        public void diagnostic(Diagnostic diagnostic) {}

        @Override
        public void test(TestCaseResult result) {}

        @Override
        public void lineCoverage(double share) {}

        @Override
        public void cacheUse(CacheUse use) {}

        @Override
        public void projects(List<ProjectUse> moved) {}

        @Override
        public void flush() {}
    }
}
