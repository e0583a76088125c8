package net.buildserver.api.security.users;

import static org.assertj.core.api.Assertions.assertThat;

import net.buildserver.api.testing.Accounts;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class InitialAdminTests {
    @LocalServerPort
    private int port;

    @Autowired
    private InitialAdmin admin;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient database;

    @Test
    void givenPasswordIsUsedAndNeverShown(CapturedOutput output) throws Exception {
        assertThat(admin.generatedPassword()).isEmpty();
        assertThat(new Accounts(new Server(port))
                        .login("admin", Accounts.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(output.toString()).doesNotContain(Accounts.PASSWORD);
    }

    @Test
    @Transactional
    void firstStartWithoutPasswordMakesARandomOne() {
        database.sql("delete from users").update();
        InitialAdmin first = new InitialAdmin(users, new InitialAdminProperties(" ", false));

        first.afterPropertiesSet();

        String password = first.generatedPassword().orElseThrow();
        assertThat(password).hasSize(24);
        assertThat(users.verify("admin", password)).isPresent();
    }

    @Test
    void laterStartLeavesUsersAlone() {
        InitialAdmin again = new InitialAdmin(users, new InitialAdminProperties("another long password", true));

        again.afterPropertiesSet();

        assertThat(again.generatedPassword()).isEmpty();
        assertThat(users.verify("admin", Accounts.PASSWORD)).isPresent();
        assertThat(users.verify("admin", "another long password")).isEmpty();
    }
}
