package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** API tokens are made, used and revoked, by their owners and by Admins. */
class ApiTokenPageTests extends BrowserFixture {

    private static final String PASSWORD = "a long enough password";
    private static final String REVOKE = "button[aria-label='Revoke nightly builds']";

    @Test
    void tokenMadeByKeyboardStartsABuildUntilItIsRevoked(RunningSystem system) {
        var page = on(system, "/builds");
        page.press(Keys.chord(Keys.CONTROL, "k"));
        page.await(".palette-input");
        page.press("API tokens", Keys.ENTER);
        page.awaitText("h1", "API tokens");
        page.awaitText("main button.primary", "Make a token");
        page.script("document.querySelector('main button.primary').focus()");
        page.press(Keys.ENTER);
        page.await("dialog[open] input[name=name]:focus");
        page.press("nightly builds", Keys.ENTER);
        page.awaitText("dialog .command", "bsat_");
        assertThat(page.accessibilityViolations()).isEmpty();
        page.screenshot("account-token-made");
        var token = page.copied(() -> page.clickText("dialog button", "Copy the token"));
        assertThat(page.copied(() -> page.clickText("dialog button", "Copy the command")))
                .startsWith("curl -fsS http://127.0.0.1:")
                .contains("Bearer $TOKEN")
                .doesNotContain(token);
        page.press(Keys.ESCAPE);
        page.awaitText("td", "nightly builds");
        page.awaitText("td", "never");

        try (var script = new ApiClient(system.server().url())) {
            script.use(token);
            var build = Build.submit(
                    script,
                    BuildOrder.of("https://host.example/nightly", "App.sln").with("targetPool", "MacOS"));
            page.open("/account/tokens");
            page.awaitText("td", "nightly builds");
            assertThat(page.texts("td")).as("its use is seen").noneMatch(text -> text.contains("never"));
            page.click(REVOKE);
            page.click("dialog .danger");
            page.awaitNone(REVOKE);
            script.post("/api/v1/builds/" + build.id() + "/rerun", Map.of(), 401);
            system.api().post("/api/v1/builds/" + build.id() + "/cancel", Map.of(), 200);
        }
    }

    @Test
    void adminsSeeAndRevokeTokensOfOthers(RunningSystem system) {
        system.api().post("/api/v1/users", Map.of("username", "noor", "password", PASSWORD, "role", "Developer"), 201);
        try (var noor = new ApiClient(system.server().url())) {
            noor.logIn("noor", PASSWORD);
            noor.post("/api/v1/auth/tokens", Map.of("name", "deploys", "validFor", "P5D"), 201);
        }
        var page = on(system, "/admin/api-tokens");
        page.awaitText("td", "noor");
        page.awaitText(".tag.warn", "expires soon");
        page.click("button[aria-label='Revoke deploys of noor']");
        page.click("dialog .danger");
        page.awaitNone("button[aria-label='Revoke deploys of noor']");
        page.open("/admin/audit");
        page.awaitText("td", "Revoke an API token of any user");
    }
}
