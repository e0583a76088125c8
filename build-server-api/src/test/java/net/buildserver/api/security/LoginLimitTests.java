package net.buildserver.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(
        properties = {
            "build-server.security.login.free-failures=3",
            "build-server.security.login.address-burst=12",
            "build-server.security.login.address-refill=1h"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class LoginLimitTests {
    @LocalServerPort
    private int port;

    @Test
    void accountWaitsAfterFailuresEvenWithTheRightPassword() throws Exception {
        Accounts accounts = new Accounts(new Server(port));
        for (int i = 0; i < 3; i++) {
            assertThat(accounts.login("admin", "a wrong password").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> limited = accounts.login("admin", Accounts.PASSWORD);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(Server.json(limited).get("type").asString()).endsWith(":too-many-requests");
    }

    @Test
    void addressWaitsAfterFailuresOfManyAccounts() throws Exception {
        Accounts accounts = new Accounts(new Server(port));

        int[] statuses =
                IntStream.range(0, 14).map(i -> status(accounts, "user" + i)).toArray();

        assertThat(statuses).startsWith(401, 401, 401).endsWith(401, 401, 429, 429);
    }

    private static int status(Accounts accounts, String username) {
        try {
            return accounts.login(username, "a wrong password").statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
