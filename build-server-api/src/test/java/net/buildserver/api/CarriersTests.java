package net.buildserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarriersTests {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    @Test
    void thereAreManyUnlessTheOperatorSaysHowMany() {
        String before = System.clearProperty(PARALLELISM);
        try {
            Carriers.provide();
            assertThat(Integer.parseInt(System.getProperty(PARALLELISM))).isGreaterThanOrEqualTo(32);

            System.setProperty(PARALLELISM, "5");
            Carriers.provide();
            assertThat(System.getProperty(PARALLELISM)).isEqualTo("5");
        } finally {
            System.clearProperty(PARALLELISM);
            if (before != null) {
                System.setProperty(PARALLELISM, before);
            }
        }
    }
}
