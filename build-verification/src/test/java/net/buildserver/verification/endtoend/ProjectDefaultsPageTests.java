package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Defaults of a project are set by form; requests and the form of builds begin with them. */
class ProjectDefaultsPageTests extends BrowserFixture {

    @Test
    void requestsOfAProjectWithDefaultsNeedNothingElse(RunningSystem system) {
        var page = on(system, "/admin/projects");
        page.clickText("project-list button", "Set defaults of a new project");
        page.type("dialog input[name=text]", "Defaulted" + Keys.ENTER);
        page.await("dialog input[name=repositoryUrl]");
        fill(page, "repositoryUrl", "https://host.example/defaulted");
        fill(page, "gitRef", "trunk");
        fill(page, "solutionPath", "../Defaulted.sln");
        fill(page, "requesterEmail", "team@example.com");
        fill(page, "buildProperties", "Flavour=dark\nEmpty=");
        page.choose("dialog select[name=targetPool]", "MacOS");
        page.choose("dialog select[name=runTests]", "no");
        page.click("dialog button[type=submit]");
        page.awaitText("dialog .notice", "job.solutionPath");
        fill(page, "solutionPath", "Defaulted.sln");
        assertThat(page.accessibilityViolations()).isEmpty();
        page.screenshot("project-defaults");
        page.size(360, 740);
        page.screenshot("project-defaults-phone");
        page.size(1280, 800);
        page.click("dialog button[type=submit]");
        page.await("button[aria-label='Change the defaults of Defaulted']");

        var request = Map.of("job", Map.of("projectName", "Defaulted", "configuration", "Debug"));
        var accepted = system.api().post("/api/v1/builds", request, 202);
        var build = new Build(system.api(), accepted.path("executionId").asString());
        page.open("/builds/" + build.id() + "/details");
        page.awaitText(".details dd", "https://host.example/defaulted");
        assertThat(page.texts(".details dd")).contains("trunk", "Debug", "MacOS", "team@example.com", "dark", "no");

        page.open("/builds");
        page.await(".build-row");
        page.press("c");
        page.awaitText("dialog .quiet", "defaults of Defaulted");
        assertThat(page.script("return document.querySelector('dialog [name=configuration]').value"))
                .as("what has no default is as in the latest build")
                .isEqualTo("Debug");
        assertThat(page.script("return document.querySelector('dialog [name=gitRef]').value"))
                .isEqualTo("trunk");
        page.screenshot("start-with-defaults");
        page.press(Keys.ESCAPE);
        build.cancel();

        page.open("/admin/projects");
        page.awaitText(".tag", "defaults");
        page.click("button[aria-label='Change the defaults of Defaulted']");
        page.clickText("dialog button", "Take the defaults away");
        page.awaitNone("dialog");
        page.awaitNone("project-list td .tag");
    }

    @Test
    void formGoesOnWithTheDefaultsOfTheNamedProject(RunningSystem system) {
        system.api()
                .put(
                        "/api/v1/project-defaults/Unbuilt",
                        Map.of("job", Map.of("repositoryUrl", "https://host.example/unbuilt", "gitRef", "next")),
                        200);
        var page = on(system, "/builds?start=1");
        page.await("dialog[open] input[name=projectName]");
        page.script("document.querySelector('dialog input[name=projectName]').select()");
        page.press("Unbuilt", Keys.TAB);
        Eventually.find(
                "the default",
                Duration.ofSeconds(60),
                () -> Optional.of(page.script("return document.querySelector('dialog [name=repositoryUrl]').value"))
                        .filter("https://host.example/unbuilt"::equals));
        assertThat(page.accessibilityViolations()).isEmpty();
    }

    private static void fill(Browser page, String field, String text) {
        page.script("document.querySelector(arguments[0]).value = arguments[1]", "dialog [name=" + field + "]", text);
    }
}
