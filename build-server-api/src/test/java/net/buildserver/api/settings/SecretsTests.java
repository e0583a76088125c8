package net.buildserver.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTests {
    @ParameterizedTest
    @CsvSource({
        "build-server.security.admin-password,hush,***",
        "build-server.store.secret-key,hush,***",
        "build-server.metrics.scrape-token,hush,***",
        "build-server.traces.headers,{authorization=hush},***",
        "build-server.traces.headers.authorization,hush,***",
        "spring.datasource.password,'',''",
        "spring.data.redis.url,redis://user:hush@redis:6379,redis://***@redis:6379",
        "spring.datasource.url,jdbc:postgresql://db/b?user=b&password=hush&ssl=true,"
                + "jdbc:postgresql://db/b?user=b&password=***&ssl=true",
        "build-server.security.tokens.access-lifetime,PT15M,PT15M",
        "build-server.security.password.bcrypt-strength,12,12",
        "build-server.lease.duration,PT20S,PT20S"
    })
    void secretsAreHiddenAndNothingElse(String setting, String value, String shown) {
        assertThat(Secrets.shown(setting, value)).isEqualTo(shown);
    }
}
