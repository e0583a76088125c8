package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** A log of a million lines in a real Chromium, with lines that want to be more than text. */
@ExtendWith(RunningSystem.Resolver.class)
class LargeLogTests {

    private static final int LINES = 1_000_000;
    private static final int PIECE = 20_000;

    @Test
    void millionLinesOpenAnywhereAndHostileOnesStayText(RunningSystem system) {
        assumeTrue(Browser.isThere(), "needs Chromium: install the packages 'chromium' and 'chromium-driver'");
        var build = system.submit(
                BuildOrder.of("https://host.example/large", "Large.sln").with("targetPool", "Docker"));
        try (var agent = new ScriptedAgent(system.server().url(), system.api())) {
            agent.take();
            agent.log(hostileLines());
            for (var from = 0; from < LINES; from += PIECE) {
                agent.log(IntStream.range(from, Math.min(LINES, from + PIECE))
                        .mapToObj(i -> line(i % 250_000 == 249_999 ? "ERROR" : "INFO", "line number " + i))
                        .collect(Collectors.joining()));
            }
            agent.finish();
        }
        build.await();
        try (var page = new Browser(system.server().url())) {
            page.signIn("/builds/" + build.id() + "/log");
            assertHostileLinesAreText(page);
            assertOpensAt(page, build, 600_000);
            assertWraps(page);
            assertSearches(page);
            assertThat(page.errors()).isEmpty();
        }
    }

    private static void assertHostileLinesAreText(Browser page) {
        page.awaitText(".log-line .text", "<script>");
        var texts = page.texts(".log-line .text");
        assertThat(texts).anyMatch(text -> text.contains("<img src=x onerror=hacked()>"));
        assertThat(texts).anyMatch(text -> text.contains("⟨U+202E⟩gnp.exe"));
        assertThat(texts).anyMatch(text -> text.contains("]52;c;"));
        assertThat(
                        page.script(
                                "return typeof hacked + document.querySelectorAll('.log-rows img, .log-rows script').length + document.title"))
                .asString()
                .startsWith("undefined0")
                .doesNotContain("owned");
        assertThat(page.elements(".ansi-fg-1")).isNotEmpty();
    }

    private static void assertOpensAt(Browser page, Build build, int line) {
        page.open("/builds/" + build.id() + "/log#L" + line);
        page.awaitText(".log-line.selected .text", "line number");
        assertThat(page.elements(".log-line")).hasSizeLessThan(200);
        assertThat(((Number)
                                page.script(
                                        "return performance.getEntriesByType('resource').filter(e => e.name.includes('/logs/lines')).length"))
                        .intValue())
                .isLessThan(10);
        page.screenshot("log-large");
        page.press("G");
        page.awaitText(".log-line .text", "line number 999999");
        page.press("g", "g");
        page.awaitText(".log-line .text", "<script>");
    }

    /** Wrapped, the keyboard still leads to the end of the log. */
    private static void assertWraps(Browser page) {
        page.press("w");
        page.press("G");
        page.awaitText(".log-line:last-child .text", "line number 999999");
        // The last line ends where the page ends, neither above nor below.
        assertThat(((Number) page.script(
                                "return document.querySelector('.log-line:last-child').getBoundingClientRect().bottom"
                                        + " - document.querySelector('.log-scroll').getBoundingClientRect().bottom"))
                        .doubleValue())
                .isBetween(-20.0, 1.0);
        page.press("w");
    }

    private static void assertSearches(Browser page) {
        page.press("/");
        page.press("number 77777", Keys.ENTER);
        // 77777 and 777770 to 777779.
        page.awaitText(".matches", "1 of 11");
        page.awaitText(".log-line.current .text", "line number 77777");
        page.press(Keys.ENTER);
        page.awaitText(".log-line.current .text", "line number 777770");
        page.press(Keys.ESCAPE);
        page.press("e");
        page.awaitText(".log-line.current.ERROR .text", "line number");
    }

    private static String hostileLines() {
        return line("INFO", "<script>hacked = 1</script>")
                + line("INFO", "<img src=x onerror=hacked()>")
                + line("INFO", "\u001b[31mred\u001b[0m \u001b]52;c;ZXZpbA==\u0007 \u001b]0;owned\u0007 \u001b[2J")
                + line("INFO", "invoice\u202egnp.exe")
                + line("INFO", "x".repeat(1 << 20));
    }

    private static String line(String level, String text) {
        return "[2026-01-01 12:00:00] " + level + ": " + text + "\n";
    }
}
