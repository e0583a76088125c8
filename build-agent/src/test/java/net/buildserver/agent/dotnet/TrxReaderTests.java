package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrxReaderTests {
    private static final String DEFINITIONS = """
            <TestDefinitions>
              <UnitTest name="x" storage="/ws/a/bin/release/net10.0/app.tests.dll" id="1">
                <TestMethod codeBase="/ws/A/bin/Release/net10.0/App.Tests.dll" className="App.Tests.MathTests" name="Adds" />
              </UnitTest>
            </TestDefinitions>
            """;

    @TempDir
    private Path folder;

    private final List<TestCaseResult> results = new ArrayList<>();

    @Test
    void dataDrivenNamesComeFromTheResult() throws IOException {
        TrxSummary summary = read("""
                <Results>
                  <UnitTestResult testId="1" testName="App.Tests.MathTests.Adds(a: 1, b: 2)" outcome="Passed" duration="00:00:01.5000000" />
                  <UnitTestResult testId="1" testName="App.Tests.MathTests.Adds(a: 2, b: 2)" outcome="Failed" duration="00:00:00.0100000">
                    <Output><StdOut>said</StdOut><ErrorInfo><Message>Expected 5 &lt; 6</Message><StackTrace>at X</StackTrace></ErrorInfo></Output>
                  </UnitTestResult>
                  <UnitTestResult testId="1" testName="App.Tests.MathTests.Later" outcome="NotExecuted">
                    <Output><ErrorInfo><Message>not today</Message></ErrorInfo></Output>
                  </UnitTestResult>
                  <UnitTestResult testId="1" testName="App.Tests.MathTests.Torn" />
                </Results>
                """, "Failed");

        assertThat(summary).isEqualTo(new TrxSummary(4, 2, "App.Tests.MathTests.Adds(a: 2, b: 2)", true, List.of()));
        assertThat(results)
                .extracting(TestCaseResult::name)
                .containsExactly("Adds(a: 1, b: 2)", "Adds(a: 2, b: 2)", "Later", "Torn");
        assertThat(results)
                .extracting(TestCaseResult::outcome)
                .containsExactly(TestOutcome.Passed, TestOutcome.Failed, TestOutcome.Skipped, TestOutcome.Failed);
        TestCaseResult failed = results.get(1);
        assertThat(failed.errorMessage()).isEqualTo("Expected 5 < 6");
        assertThat(failed.stackTrace()).isEqualTo("at X");
        assertThat(failed.output()).isEqualTo("said");
        assertThat(failed.className()).isEqualTo("App.Tests.MathTests");
        assertThat(failed.project()).isEqualTo("App.Tests");
        assertThat(failed.targetFramework()).isEqualTo("net10.0");
        assertThat(results.getFirst().duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(results.get(2).errorMessage()).isEqualTo("not today");
    }

    @Test
    void timesOfTheRunAreToldWithItsProject() throws IOException {
        TrxSummary summary = read("""
                <Times creation="2026-01-01T00:00:00.0000000+00:00" start="2026-01-01T01:00:01.5000000+01:00" finish="2026-01-01T00:00:03.0000000+00:00" />
                <Results><UnitTestResult testId="1" testName="Adds" outcome="Passed" /></Results>
                """, "Completed");

        assertThat(summary.times())
                .containsExactly(new TestRunTime(
                        "App.Tests",
                        Instant.parse("2026-01-01T00:00:01.5Z"),
                        Instant.parse("2026-01-01T00:00:03Z"),
                        1,
                        false));
    }

    @Test
    void onlyInnerResultsCount() throws IOException {
        TrxSummary summary = read("""
                <Results>
                  <UnitTestResult testId="1" testName="Adds" outcome="Failed"><InnerResults>
                    <UnitTestResult testId="1" testName="Adds (1)" outcome="Passed" />
                    <UnitTestResult testId="1" testName="Adds (2)" outcome="Failed" />
                  </InnerResults></UnitTestResult>
                </Results>
                """, "Completed");
        assertThat(summary.tests()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.runFailed()).isFalse();
    }

    @Test
    void externalEntitiesAreRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        Path file = Files.writeString(
                folder.resolve("evil.trx"),
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri()
                        + "\">]><TestRun><Results><UnitTestResult testName=\"a\""
                        + " outcome=\"Failed\"><Output><ErrorInfo><Message>&x;</Message></ErrorInfo></Output></UnitTestResult>"
                        + "</Results></TestRun>");
        assertThatThrownBy(() -> new TrxReader(List.of()).read(file, results::add))
                .isInstanceOf(ReportFormatException.class);
        assertThat(results.toString()).doesNotContain("top secret");
    }

    @Test
    void brokenFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("torn.trx"), "<TestRun><Results>");
        assertThatThrownBy(() -> new TrxReader(List.of()).read(file, results::add))
                .isInstanceOf(ReportFormatException.class)
                .hasMessageContaining("torn.trx");
    }

    private TrxSummary read(String body, String outcome) throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.trx"),
                "<?xml version=\"1.0\"?><TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\">"
                        + body + DEFINITIONS + "<ResultSummary outcome=\"" + outcome + "\" /></TestRun>");
        return new TrxReader(List.of()).read(file, results::add);
    }
}
