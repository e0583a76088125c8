package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a role may not do is not offered, and refused all the same. */
class RoleTests extends BrowserFixture {

    private static final String PASSWORD = "a long enough password";

    @Test
    void developerIsOfferedNothingThatIsRefused(RunningSystem system) {
        system.api().post("/api/v1/users", Map.of("username", "mira", "password", PASSWORD, "role", "Developer"), 201);
        var build = system.submit(
                BuildOrder.of("https://host.example/nowhere", "App.sln").with("targetPool", "MacOS"));
        try (var page = new Browser(system.server().url())) {
            page.signIn("/builds/" + build.id(), "mira", PASSWORD);
            page.awaitText("h1", "EndToEnd");
            assertThat(page.texts(".top nav a").stream().map(String::strip))
                    .containsExactly("Builds", "Queue", "Agents", "Insights");
            assertThat(page.texts(".build-head button, .build-head a"))
                    .noneMatch(text -> text.matches("(?s).*(Cancel|Pin).*"));
            page.open("/queue");
            page.await(".queue-name");
            assertThat(page.elements(".row-actions")).isEmpty();
            page.open("/agents");
            page.await("agent-card");
            assertThat(page.elements("main .primary, agent-card .actions")).isEmpty();
            page.open("/admin/users");
            page.awaitText(".empty h2", "no such page");
            assertThat(page.script(
                            "const request = new XMLHttpRequest(); request.open('POST', arguments[0], false); request.setRequestHeader('X-Build-Server-UI', '1'); request.send(); return request.status",
                            "/api/v1/builds/" + build.id() + "/cancel"))
                    .isEqualTo(403L);
            changesPassword(page);
        }
        build.cancel();
    }

    /** Changing it ends the session; the new one opens another. */
    private static void changesPassword(Browser page) {
        page.open("/queue");
        page.click(".menu summary[aria-label=Account]");
        page.clickText(".menu-items button", "Change password");
        page.type("dialog input[name=present]", "not the password");
        page.type("dialog input[name=next]", "quite another one" + Keys.ENTER);
        page.awaitText("dialog .notice", "is not your password");
        page.await("dialog input[name=present]").clear();
        page.type("dialog input[name=present]", PASSWORD + Keys.ENTER);
        page.type("input[name=username]", "mira");
        page.type("input[name=password]", "quite another one" + Keys.ENTER);
        page.awaitText("h1", "Queue");
    }
}
