package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Builds that are asked for by form, and found again by filters. */
class BuildFormTests extends BrowserFixture {

    @Test
    void formGoesOnWithWhatTheNamedProjectAskedForAndIsCopiedAsCurl(RunningSystem system) {
        var alpha = waiting(system, "Alpha");
        // The form begins with the latest build of all, which is of another project.
        var beta = waiting(system, "Beta");
        var page = on(system, "/builds");
        page.await(".build-row");
        page.press("c");
        page.await("dialog[open] input[name=projectName]");

        page.script("document.querySelector('dialog input[name=gitRef]').value = 'mine'");
        page.script("document.querySelector('dialog input[name=projectName]').select()");
        page.press("Alpha", Keys.TAB);
        page.await("dialog input[name=projectName]:not(:focus)");
        Eventually.find(
                "what Alpha asked for",
                java.time.Duration.ofSeconds(60),
                () -> java.util.Optional.of(value(page, "solutionPath")).filter("Alpha.sln"::equals));

        assertThat(value(page, "repositoryUrl")).isEqualTo("https://host.example/Alpha");
        assertThat(value(page, "gitRef")).as("what was typed stays").isEqualTo("mine");
        assertThat(page.copied(() -> page.clickText("dialog button", "Copy as curl")))
                .startsWith("curl -fsS http://127.0.0.1:")
                .contains("/api/v1/builds", "Bearer $TOKEN", "\"projectName\": \"Alpha\"", "\"gitRef\": \"mine\"");
        page.press(Keys.ESCAPE);
        alpha.cancel();
        beta.cancel();
    }

    @Test
    void filterIsKeptUnderANameAndForgotten(RunningSystem system) {
        var page = on(system, "/builds?status=Failed&project=Shop");
        page.click(".more-filters summary");
        page.clickText(".more-filters button", "Keep this filter");
        page.type("dialog input[name=text]", "Red shop" + Keys.ENTER);
        page.awaitText(".saved a", "Red shop");

        page.open("/builds");
        page.click(".saved a");
        page.await(".chip[aria-pressed=true]");
        assertThat(page.path()).isEqualTo("/builds?status=Failed&project=Shop");
        page.click("button[aria-label='Forget Red shop']");
        page.awaitNone(".saved a");
    }

    private static Build waiting(RunningSystem system, String project) {
        return system.submit(BuildOrder.of("https://host.example/" + project, project + ".sln")
                .job("projectName", project)
                .with("targetPool", "MacOS"));
    }

    private static String value(Browser page, String field) {
        return String.valueOf(
                page.script("return document.querySelector(arguments[0]).value", "dialog [name=" + field + "]"));
    }
}
