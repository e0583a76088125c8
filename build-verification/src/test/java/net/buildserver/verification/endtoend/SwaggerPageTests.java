package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page that describes the API, tried out in a real Chromium; skipped where there is none. */
@ExtendWith(RunningSystem.Resolver.class)
class SwaggerPageTests {

    private static final String STATUS = ".live-responses-table tbody .response-col_status";

    @Test
    void tokenGivenToAuthorizeIsSentWhenAnOperationIsTriedOut(RunningSystem system) {
        assumeTrue(Browser.isThere(), "needs Chromium: install the packages 'chromium' and 'chromium-driver'");
        var login = Map.of("username", "admin", "password", RunningServer.PASSWORD);
        var token = system.api()
                .post("/api/v1/auth/token", login, 200)
                .path("accessToken")
                .asString();
        try (var page = new Browser(system.server().url())) {
            page.open("/swagger-ui.html");
            page.await(".opblock-summary-path");
            page.script("[...document.querySelectorAll('.opblock-get .opblock-summary-path')]"
                    + ".find(path => path.dataset.path === '/api/v1/builds').click()");
            page.click(".try-out__btn");
            page.click(".execute");
            page.awaitText(STATUS, "401");

            page.click(".btn.authorize");
            page.type(".auth-container input", token);
            page.click(".auth-btn-wrapper .authorize");
            page.click(".auth-btn-wrapper .btn-done");
            page.click(".execute");

            page.awaitText(STATUS, "200");
            page.awaitText(".live-responses-table .response-col_description", "\"items\"");
            assertThat(page.errors()).isEmpty();
        }
    }
}
