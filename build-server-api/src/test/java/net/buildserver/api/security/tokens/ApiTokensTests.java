package net.buildserver.api.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import net.buildserver.api.security.Role;
import net.buildserver.api.testing.ServerTest;
import net.buildserver.api.testing.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a request with an API token costs, and how tokens look. */
@ServerTest
class ApiTokensTests {
    @Autowired
    private ApiTokens tokens;

    @Autowired
    private JdbcClient database;

    @Test
    void requestTakesOneStatementAndOnceAMinuteTwo() {
        UUID admin = database.sql("select id from users where username = 'admin'")
                .query(UUID.class)
                .single();
        NewApiToken made = tokens.create(admin, new ApiTokens.Terms("counted", Role.Developer, Duration.ofDays(1)));
        ApiTokenSecret secret = new ApiTokenSecret(made.token());

        assertThat(Statements.of(() -> tokens.principal(secret)))
                .as("its use is noted")
                .isEqualTo(2);
        assertThat(Statements.of(() -> tokens.principal(secret))).isEqualTo(1);
        database.sql("update api_tokens set last_used_at = last_used_at - interval '61 s' where id = ?")
                .param(made.details().id())
                .update();
        assertThat(Statements.of(() -> tokens.principal(secret))).isEqualTo(2);
        assertThat(Statements.of(() -> tokens.principal(new ApiTokenSecret(made.token() + "0"))))
                .as("no question about what is none")
                .isZero();
    }

    @Test
    void oneWrongCharacterIsSeenWithoutTheDatabase() {
        String text = ApiTokenSecret.random().text();

        assertThat(new ApiTokenSecret(text).isWellFormed()).isTrue();
        for (int place = 5; place < text.length(); place++) {
            char other = text.charAt(place) == 'x' ? 'y' : 'x';
            String wrong = text.substring(0, place) + other + text.substring(place + 1);
            assertThat(new ApiTokenSecret(wrong).isWellFormed()).as(wrong).isFalse();
        }
        assertThat(new ApiTokenSecret("bsat_").isWellFormed()).isFalse();
        assertThat(new ApiTokenSecret(text).toString()).doesNotContain(text);
    }

    @Test
    void checkDigitsAreThoseThatScannersCompute() {
        assertThat(new ApiTokenSecret("bsat_00000000000000000000000000000000000000000000UsBYW").isWellFormed())
                .isTrue();
    }
}
