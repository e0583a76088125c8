package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** How the log of a build is read. */
class LogViewTests extends BrowserFixture {

    @Test
    void linesAreLinkedToAndCopiedWithoutTheirNumbers(RunningSystem system) {
        var page = on(system, "/builds/" + broken(system).id() + "/log");
        page.await("log-marks rect.bad");
        page.click(".log-line[data-line='1'] .number");
        page.script(
                "document.querySelector(\".log-line[data-line='3'] .number\").dispatchEvent(new MouseEvent('click', {shiftKey: true, bubbles: true, cancelable: true}))");
        assertThat(page.script("return location.hash")).isEqualTo("#L2-L4");

        page.script("location.reload()");
        page.await(".log-line[data-line='3'].selected");
        assertThat(page.elements(".log-line.selected")).hasSize(3);
        var copied = page.copied(() -> page.press("y"));
        assertThat(copied.lines()).hasSize(3).allMatch(line -> line.startsWith("["));
        assertThat(page.script("return getComputedStyle(document.querySelector('.log-line .number')).userSelect"))
                .as("numbers are not selected by mouse either")
                .isEqualTo("none");
    }

    @Test
    void timesFoldsAndWrappingAreChangedByKeyboard(RunningSystem system) {
        var page = on(system, "/builds/" + broken(system).id() + "/log");
        page.await("log-marks rect.bad");
        // Marks may be there before lines are.
        page.awaitText(".log-line .line-time", ":");
        assertThat(page.texts(".log-line .line-time").getFirst()).matches("\\d+:\\d\\d");
        page.press("t");
        page.awaitText(".log-buttons button", "Times: absolute");
        assertThat(page.texts(".log-line .line-time").getFirst()).matches("\\d\\d:\\d\\d:\\d\\d");
        page.press("t");
        page.awaitNone(".log-line .line-time");
        page.press("t");

        var lines = page.elements(".log-line").size();
        page.press("z");
        page.awaitText(".folded-note", "Restore");
        assertThat(page.elements(".log-line")).hasSizeLessThan(lines);
        page.press("z");
        page.awaitNone(".folded-note");

        page.press("w");
        page.await(".log-scroll.wrap");
        page.press("w");
        page.awaitNone(".log-scroll.wrap");
    }

    @Test
    void projectFoldsWithinItsStageAndUnfoldsWhereOneGoes(RunningSystem system) {
        var page = on(system, "/builds/" + warned(system).id() + "/log");
        page.await(".log-line.group .fold");
        assertThat(page.texts(".log-line.group .text"))
                .containsExactly("Project src/Core/Core.csproj (net10.0):", "Project src/App/App.csproj:");

        page.click(".log-line.group[data-line='2'] .fold");
        page.awaitText(".folded-note", "Core (net10.0): 13 lines");
        assertThat(page.elements(".log-line[data-line='3'], .log-line[data-line='14']"))
                .isEmpty();
        assertThat(page.elements(".log-line[data-line='15']")).isNotEmpty();
        page.click(".log-line.group[data-line='2'] .fold");
        page.awaitNone(".folded-note");

        page.press("p");
        page.await(".log-line.group[data-line='2'] .fold[aria-expanded=false]");
        assertThat(page.texts(".folded-note")).containsExactly(" Core (net10.0): 13 lines", " App: 3 lines");
        page.press("p");
        page.awaitNone(".folded-note");

        page.click(".log-line[data-line='5'] .number");
        page.press("o");
        page.awaitText(".folded-note", "Core (net10.0): 13 lines");
        for (var theme : List.of("light", "dark")) {
            page.colours(theme);
            page.screenshot("log-projects-" + theme);
            assertThat(page.accessibilityViolations()).as(theme).isEmpty();
        }
        page.colours("light");

        page.type("input[type=search]", "number 9 is" + Keys.ENTER);
        page.awaitText(".log-line.current .text", "number 9 is never used");
        page.awaitNone(".folded-note");
        page.press(Keys.ESCAPE);

        page.press("p");
        page.awaitText(".folded-note", "App: 3 lines");
        page.script("location.hash = '#L18'");
        page.await(".log-line[data-line='17'].selected");
        assertThat(page.texts(".folded-note")).as("only what one goes to").containsExactly(" Core (net10.0): 13 lines");

        page.press("z");
        page.awaitText(".log-line.section .folded-note", "Build: 19 lines");
        page.press("e");
        page.awaitText(".log-line.current .text", "CS0103");
    }

    /** A build that warns of two projects; no line after its errors begins another stage. */
    private static Build warned(RunningSystem system) {
        var build = system.submit(
                BuildOrder.of("https://host.example/warned", "Warned.slnx").with("targetPool", "Docker"));
        try (var agent = new ScriptedAgent(system.server().url(), system.api())) {
            agent.take();
            var log = new StringBuilder(line("INFO", "Cloning repository https://host.example/warned"))
                    .append(line("INFO", "Building solution Warned.slnx"))
                    .append(line("INFO", "Project src/Core/Core.csproj (net10.0):"));
            for (var number = 0; number < 12; number++) {
                log.append(line(
                        "WARN", "CS0219: number " + number + " is never used [src/Core/Core.cs(" + number + ",4)]"));
            }
            agent.log(log.append(line("INFO", "Core -> /src/src/Core/bin/Core.dll"))
                    .append(line("INFO", "Project src/App/App.csproj:"))
                    .append(line("WARN", "CS0219: nothing is never used [src/App/App.cs(3,4)]"))
                    .append(line("ERROR", "CS0103: The name 'Missing' does not exist [src/App/App.cs(5,6)]"))
                    .append(line("ERROR", "Build FAILED. 13 Warning(s), 1 Error(s)"))
                    .toString());
            agent.finish();
        }
        build.await();
        return build;
    }

    private static String line(String level, String text) {
        return "[2026-01-01 12:00:00] " + level + ": " + text + "\n";
    }
}
