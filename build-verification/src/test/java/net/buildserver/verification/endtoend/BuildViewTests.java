package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.stage.BuildStageStatus;
import net.buildserver.domain.task.AttemptOutcome;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.Test;

/** What is shown of builds that went as a test wants: shared by agents, other than the one before, hostile. */
class BuildViewTests extends BrowserFixture {
    private static final int MEBIBYTE = 1 << 20;
    private static final String LISTED = """
            return [...document.querySelectorAll('build-compare section')].find(s => s.textContent.includes(arguments[0]))
              ?.querySelectorAll('li').values().map(li => li.textContent).toArray() ?? []""";
    private static final String STAGE = """
            return [...document.querySelectorAll('build-compare th[scope=row]')].find(th => th.textContent == arguments[0])
              .parentElement.querySelectorAll('td.right').values().map(td => td.textContent.trim()).toArray()""";
    private static final String TRACES = """
            return typeof hacked + document.querySelectorAll('main img, main script').length + document.title""";

    @Test
    void sharedBuildIsDrawnByAgentWithItsCriticalPath(RunningSystem system) {
        var build = system.submit(BuildOrder.of("https://host.example/shared", "Shared.slnx")
                .with("targetPool", "Docker")
                .with("strategy", "Distributed"));
        try (var one = new ScriptedAgent(system.server().url(), system.api(), "gantt-one");
                var two = new ScriptedAgent(system.server().url(), system.api(), "gantt-two")) {
            assertThat(one.take()).isEqualTo("plan");
            one.finish(
                    AttemptOutcome.Succeeded,
                    List.of(
                            task("slice 1", "slice"),
                            task("slice 2", "slice"),
                            task("finish", "finish", "slice 1", "slice 2")));
            var first = one.take();
            var second = two.take();
            assertThat(List.of(first, second)).containsExactlyInAnyOrder("slice 1", "slice 2");
            one.finish();
            waitSeconds(2);
            two.finish();
            assertThat(two.take()).isEqualTo("finish");
            two.finish();
            build.await();

            var page = on(system, "/builds/" + build.id());
            page.await("agent-gantt .gantt-bar");
            assertThat(page.texts(".gantt-agent .quiet")).hasSize(2).doesNotHaveDuplicates();
            assertThat(page.texts(".gantt-agent"))
                    .satisfiesExactly(
                            row -> assertThat(row).startsWith("gantt-one-host"),
                            row -> assertThat(row).startsWith("gantt-two-host"));
            assertThat(bars(page, 1)).containsExactly("plan", first);
            assertThat(bars(page, 2)).containsExactly(second, "finish");
            assertThat(page.texts(".gantt-bar.critical > span:first-child")).containsExactly("plan", second, "finish");
            assertThat(page.texts(".gantt-legend").getFirst())
                    .contains("critical path: plan → " + second + " → finish");
            assertThat(page.texts(".gantt-bar.critical .unseen"))
                    .allMatch(text -> text.endsWith("on the critical path"));
            assertThat(page.script("return document.querySelectorAll('.gantt-bar:not(.critical)').length"))
                    .isEqualTo(1L);
            look(page, "build-gantt");
        }
    }

    private static AddedTask task(String name, String kind, String... needs) {
        return new AddedTask(name, kind, List.of(needs), false, Map.of(), null);
    }

    private static List<String> bars(Browser page, int row) {
        return page.texts(".gantt-row:nth-of-type(" + row + ") .gantt-bar > span:first-child");
    }

    private static void waitSeconds(int seconds) {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        Eventually.find(
                "the end of " + seconds + " s",
                Duration.ofSeconds(seconds + 10L),
                () -> System.nanoTime() > end ? java.util.Optional.of(true) : java.util.Optional.empty());
    }

    @Test
    void buildIsComparedWithAnEarlierOne(RunningSystem system) {
        try (var agent = new ScriptedAgent(system.server().url(), system.api(), "compared")) {
            var before = run(
                    system,
                    agent,
                    2,
                    List.of(warning("CS0219", "It is never used")),
                    List.of(
                            test("Stays", TestOutcome.Failed),
                            test("Mends", TestOutcome.Failed),
                            test("Breaks", TestOutcome.Passed)));
            var now = run(
                    system,
                    agent,
                    32,
                    List.of(warning("CS8618", "It must not be null")),
                    List.of(
                            test("Stays", TestOutcome.Failed),
                            test("Mends", TestOutcome.Passed),
                            test("Breaks", TestOutcome.Failed)));

            var page = on(system, "/builds/" + now.id() + "/compare");
            page.awaitText("build-compare h2.bad", "Newly failing tests");
            assertThat(page.texts("build-compare h2.bad + ul li")).containsExactly("Compared.Tests.Breaks");
            assertThat(listed(page, "Tests that pass again")).containsExactly("Compared.Tests.Mends");
            assertThat(listed(page, "New warnings and errors"))
                    .containsExactly("CS8618 src/App/App.cs: It must not be null");
            assertThat(listed(page, "Warnings and errors that are gone"))
                    .containsExactly("CS0219 src/App/App.cs: It is never used");
            assertThat(page.texts("build-compare section")).noneMatch(text -> text.contains("Stays"));
            assertThat(stage(page, "Build")).containsExactly("2.0 s", "32 s", "+30 s");
            assertThat(stage(page, "Clone")).containsExactly("1.0 s", "1.0 s", "");
            assertThat(page.script("return document.querySelector('build-compare .compare-head a.mono').pathname"))
                    .isEqualTo("/builds/" + before.id());
            look(page, "build-compare");
        }
    }

    private static List<String> listed(Browser page, String title) {
        return texts(page.script(LISTED, title));
    }

    private static List<String> stage(Browser page, String name) {
        return texts(page.script(STAGE, name));
    }

    private static List<String> texts(Object found) {
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static Build run(
            RunningSystem system,
            ScriptedAgent agent,
            int seconds,
            List<Diagnostic> diagnostics,
            List<TestCaseResult> tests) {
        var build = system.submit(BuildOrder.of("https://host.example/compared", "Compared.sln")
                .job("projectName", "Compared")
                .with("targetPool", "Docker"));
        agent.take();
        var start = Instant.parse("2026-01-31T12:00:00Z");
        var stages = new ArrayList<StageReport>();
        stages.addAll(ran("Clone", start, 1));
        stages.addAll(ran("Restore", start, 1));
        stages.addAll(ran("Build", start, seconds));
        agent.tell(stages, diagnostics, tests);
        agent.finish(AttemptOutcome.Failed, List.of());
        build.await();
        return build;
    }

    private static List<StageReport> ran(String name, Instant start, int seconds) {
        var end = start.plusSeconds(seconds);
        return List.of(
                new StageReport(name, BuildStageStatus.Running, start, null, null, null, null),
                new StageReport(name, BuildStageStatus.Succeeded, start, end, "Done", null, null));
    }

    private static Diagnostic warning(String code, String message) {
        return new Diagnostic(
                DiagnosticSeverity.Warning, code, message, "src/App/App.cs", 3, 4, "src/App/App.csproj", "net10.0");
    }

    private static TestCaseResult test(String name, TestOutcome outcome) {
        return test(name, outcome == TestOutcome.Failed ? "It is broken" : null, outcome);
    }

    private static TestCaseResult test(String name, String message, TestOutcome outcome) {
        return new TestCaseResult(
                "Compared.Tests",
                "net10.0",
                "Compared.Tests",
                name,
                outcome,
                Duration.ofMillis(12),
                message,
                message == null ? null : "   at " + name + " in /src/" + name + ".cs:line 3",
                message,
                null,
                null);
    }

    @Test
    void hostileTestsAndMessagesAreText(RunningSystem system) {
        var html = "<img src=x onerror=hacked()><script>hacked = 1</script>${hacked = 1}</pre></li>";
        var terminal = "\u001b[31mred\u001b[0m\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u0007\u001b[2J";
        var bidi = "invoice\u202egnp.exe \u2066turned\u2069";
        try (var agent = new ScriptedAgent(system.server().url(), system.api(), "hostile")) {
            var build = system.submit(BuildOrder.of("https://host.example/hostile", "Hostile.sln")
                    .job("projectName", "Hostile")
                    .with("targetPool", "Docker"));
            agent.take();
            for (var text : List.of(html, terminal, bidi)) {
                var failed = test(text, text + "\n" + text, TestOutcome.Failed);
                agent.tell(List.of(), List.of(warning("CS0001", text)), List.of(failed));
            }
            var longName = test("x".repeat(MEBIBYTE), "Short", TestOutcome.Failed);
            agent.tell(List.of(), List.of(), List.of(longName));
            var longMessage = test("LongMessage", "z".repeat(MEBIBYTE), TestOutcome.Failed);
            agent.tell(List.of(), List.of(warning("CS0002", "y".repeat(MEBIBYTE))), List.of(longMessage));
            agent.finish(AttemptOutcome.Failed, List.of());
            build.await();

            for (var tab : List.of("", "/tests", "/tests?by=duration", "/problems", "/compare")) {
                var page = on(system, "/builds/" + build.id() + tab);
                page.await(tab.isEmpty() ? ".finding, .test-name" : "main table, .test-name, .finding, .empty");
                assertIsText(page, tab);
            }
            var page = on(system, "/builds/" + build.id() + "/tests");
            page.awaitText(".test-name", "LongMessage");
            assertThat(page.texts(".test-name"))
                    .hasSize(5)
                    .contains(html)
                    .anyMatch(text -> text.equals("[31mred[0m]0;owned]52;c;ZXZpbA==[2J"))
                    .anyMatch(text -> text.equals("invoicegnp.exe turned"))
                    .anyMatch(text -> text.startsWith("xxxx") && text.endsWith("… (truncated)"))
                    .allMatch(text -> text.length() <= 4_000);
            assertThat(page.texts(".test-message"))
                    .contains(html + "\n" + html)
                    .anyMatch(text -> text.startsWith("zzzz") && text.endsWith("… (truncated)"));
            look(page, "tests-hostile");
        }
    }

    private static void assertIsText(Browser page, String tab) {
        var traces = String.valueOf(page.script(TRACES));
        assertThat(traces).as(tab).startsWith("undefined0").doesNotContain("owned");
        var text = String.valueOf(page.script("return document.querySelector('main').textContent"));
        assertThat(text).as(tab).doesNotContain("\u001b", "\u202e", "\u2066", "\u0007");
    }
}
