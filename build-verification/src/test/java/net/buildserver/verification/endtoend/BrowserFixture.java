package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
