package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One Chromium for all tests of a class, signed in as an admin; they are skipped where there is none, and fail for errors of the page. */
@ExtendWith(RunningSystem.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserFixture {

    private @Nullable Browser browser;
    private @Nullable Build broken;

    @BeforeEach
    void needsChromium() {
        assumeTrue(Browser.isThere(), "needs Chromium: install the packages 'chromium' and 'chromium-driver'");
    }

    Browser on(RunningSystem system, String path) {
        if (browser == null) {
            browser = new Browser(system.server().url());
            return browser.signIn(path);
        }
        return browser.open(path);
    }

    /** A build that failed, as its program names a method that is not there. */
    Build broken(RunningSystem system) {
        if (broken == null) {
            broken = system.submit(BuildOrder.of(brokenRepository(system), SmallSolution.PROJECT));
            broken.await();
        }
        return broken;
    }

    static Repository brokenRepository(RunningSystem system) {
        var program = "internal static class Program { private static void Main() => Missing(); }\n";
        return Repository.of(
                system.newFolder(), new SmallSolution().withProgram(program).files(system.dotnet()));
    }

    /** Keeps what is seen in both themes, and checks access and width. */
    static void look(Browser page, String name) {
        page.await("main h1, main .log-line");
        for (var theme : List.of("light", "dark")) {
            page.colours(theme);
            settled(page);
            page.screenshot(name + "-" + theme);
            assertThat(page.accessibilityViolations()).as(name + " " + theme).isEmpty();
        }
        page.colours("light");
        page.size(360, 740);
        settled(page);
        page.screenshot(name + "-phone");
        assertFits(page, name);
        page.size(2560, 1440);
        assertFits(page, name);
        page.size(1280, 800);
        assertThat(page.undocumentedRequests()).as(name).isEmpty();
    }

    private static void assertFits(Browser page, String name) {
        assertThat(page.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is wider than its page")
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isNotPositive();
    }

    private static void settled(Browser page) {
        Eventually.find(
                "nothing to load",
                Duration.ofSeconds(20),
                () -> page.elements(".loading, .log-line .pending").isEmpty() ? Optional.of(true) : Optional.empty());
    }

    @AfterEach
    void pageHasNoErrors() {
        if (browser != null) {
            assertThat(browser.errors()).isEmpty();
        }
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }
}
