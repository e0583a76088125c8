package net.buildserver.orchestrator.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokenMetricsTests {
    private final JdbcClient jdbc =
            JdbcClient.create(EmbeddedServices.freshDatabase().dataSource());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TokenMetrics metrics = new TokenMetrics(jdbc, meters);

    @Test
    void firstTokenThatAgentsRelyOnCounts() {
        metrics.read();
        assertThat(soonest()).isNaN();

        token("late", true, 3, "20 days", false);
        token("soon", true, 1, "2 days", false);
        token("unused", true, 0, "1 hour", false);
        token("for one agent", false, 1, "1 hour", false);
        token("revoked", true, 1, "1 hour", true);
        token("over", true, 1, "-1 hour", false);
        metrics.read();

        assertThat(soonest()).isCloseTo(2 * 24 * 3600.0, within(600.0));
    }

    private double soonest() {
        return meters.get("build.server.enrolment.token.expiry").gauge().value();
    }

    private void token(String name, boolean reusable, int uses, String expiry, boolean revoked) {
        jdbc.sql("""
                        insert into enrolment_tokens (id, token_sha256, description, reusable, use_count, created_by, expires_at, revoked_at)
                        values (gen_random_uuid(), decode(md5(:name), 'hex'), :name, :reusable, :uses, 'ann',
                          now() + :expiry::interval, case when :revoked then now() end)""")
                .param("name", name)
                .param("reusable", reusable)
                .param("uses", uses)
                .param("expiry", expiry)
                .param("revoked", revoked)
                .update();
    }
}
