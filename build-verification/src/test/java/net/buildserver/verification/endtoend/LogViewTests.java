package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
