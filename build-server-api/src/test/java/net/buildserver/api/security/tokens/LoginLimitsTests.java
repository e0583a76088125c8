package net.buildserver.api.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginLimitsTests {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final LoginProperties properties = new LoginProperties(3, Duration.ofSeconds(10), 2, Duration.ofSeconds(4));
    private final AccountDelays accounts = new AccountDelays(properties, now::get);
    private final AddressBuckets addresses = new AddressBuckets(properties, now::get);

    @Test
    void delayDoublesUpToItsLimit() {
        assertThat(accounts.begin("jane")).isZero();
        assertThat(accounts.begin("jane")).isZero();
        for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
            assertThat(accounts.begin("jane")).isZero();
            assertThat(accounts.begin(" JANE ")).isEqualTo(Duration.ofSeconds(seconds));
            tick(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void accountsDoNotDelayEachOther() {
        for (int i = 0; i < 3; i++) {
            accounts.begin("jane");
        }
        assertThat(accounts.begin("jane")).isPositive();
        assertThat(accounts.begin("joe")).isZero();
    }

    @Test
    void successForgetsFailures() {
        accounts.begin("jane");
        accounts.begin("jane");
        accounts.succeeded("Jane");
        accounts.begin("jane");
        accounts.begin("jane");
        assertThat(accounts.begin("jane")).isZero();
    }

    @Test
    void addressGetsOneMoreAttemptPerRefill() {
        assertThat(addresses.take("192.0.2.1")).isZero();
        assertThat(addresses.take("192.0.2.1")).isZero();
        assertThat(addresses.take("192.0.2.1")).isEqualTo(Duration.ofSeconds(4));
        tick(Duration.ofSeconds(3));
        assertThat(addresses.take("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
        tick(Duration.ofSeconds(1));
        assertThat(addresses.take("192.0.2.1")).isZero();
        assertThat(addresses.take("192.0.2.2")).isZero();
    }

    @Test
    void successPutsTheAttemptBack() {
        for (int i = 0; i < 10; i++) {
            assertThat(addresses.take("192.0.2.1")).isZero();
            addresses.putBack("192.0.2.1");
        }
    }

    @Test
    void addressesOfOneIpv6NetworkShareTheirBucket() {
        addresses.take("2001:db8::1");
        addresses.take("2001:db8::2");
        assertThat(addresses.take("2001:db8::3")).isPositive();
        assertThat(addresses.take("2001:db8:0:1::1")).isZero();
    }

    private void tick(Duration duration) {
        now.updateAndGet(time -> time.plus(duration));
    }
}
