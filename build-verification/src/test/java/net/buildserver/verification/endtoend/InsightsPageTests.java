package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the insights show and give away as files, in a real Chromium; skipped where there is none. */
@ExtendWith(RunningSystem.Resolver.class)
class InsightsPageTests {

    private static final String FILES = """
            Promise.all([...document.querySelectorAll('insight-table a[download], time-plot a[download]')]
              .map((link) => fetch(link.href).then((answer) => answer.status + ' ' + answer.headers.get('Content-Type').split(';')[0])))
              .then((all) => all.length + ' of ' + [...new Set(all)].join())""";

    @Test
    void everyPlotAndTableIsAFileTooAndTheSlowestBuildsAreThere(RunningSystem system) {
        assumeTrue(Browser.isThere(), "needs Chromium: install the packages 'chromium' and 'chromium-driver'");
        system.submit(BuildOrder.of("https://host.example/any", "Any.sln").with("targetPool", "MacOS"))
                .cancel();
        Eventually.find(
                "a build that was counted",
                Duration.ofSeconds(60),
                () -> system.api().get("/api/v1/insights?days=1").path("steps").isEmpty()
                        ? Optional.empty()
                        : Optional.of(true));
        try (var page = new Browser(system.server().url()).signIn("/insights?days=1")) {
            page.awaitText("insight-table h2", "Slowest builds");
            assertThat(page.async(FILES)).isEqualTo("11 of 200 text/csv");

            // On a phone the tab that one is on is not out of sight.
            page.size(360, 740);
            page.open("/admin/audit");
            page.await(".tabs a[aria-current=page]");
            assertThat(page.script(
                            "return document.querySelector('.tabs a[aria-current]').getBoundingClientRect().right"
                                    + " <= innerWidth"))
                    .isEqualTo(true);
            assertThat(page.errors()).isEmpty();
        }
    }
}
