package net.buildserver.api.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminPasswordTests {

    @TempDir
    private Path folder;

    @Test
    void whatWasGivenAtTheFirstStartIsKnownToLaterOnes() throws IOException {
        start("chosen", "chosen");
        assertThat(start(null, "chosen")).isEqualTo("chosen");
    }

    @Test
    void firstStartThatIsBrokenOffHasKeptIt() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(new AdminPassword(data, "chosen").initial()).isEqualTo("chosen");
        }
        assertThat(start(null, "chosen")).isEqualTo("chosen");
    }

    @Test
    void withoutOneGivenTheFirstStartMakesOne() throws IOException {
        String made;
        try (DataFolder data = DataFolder.open(folder)) {
            made = new AdminPassword(data, null).initial();
        }
        assertThat(made).hasSizeGreaterThan(20);
        assertThat(start(null, made)).isEqualTo(made);
    }

    @Test
    void aWrongOneGivenLaterDoesNotReplaceTheOneInForce() throws IOException {
        start("chosen", "chosen");
        assertThat(start("wrong", "chosen")).isEqualTo("chosen");
        assertThat(start(null, "chosen")).isEqualTo("chosen");
    }

    @Test
    void afterAChangeOnlyTheNewOneWorksAndIsKept() throws IOException {
        start("chosen", "chosen");
        assertThat(start(null, "changed")).isNull();
        assertThat(start("changed", "changed")).isEqualTo("changed");
        assertThat(start(null, "changed")).isEqualTo("changed");
    }

    /** Starts with {@code given} where {@code real} is in force; returns what was proved. */
    private @Nullable String start(@Nullable String given, String real) throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            AdminPassword password = new AdminPassword(data, given);
            assertThat(password.initial()).isNotEmpty();
            String proved = password.prove(real::equals).orElse(null);
            assertThat(proved == null || password.isOverruled(proved) == (given != null && !given.equals(real)))
                    .isTrue();
            return proved;
        }
    }
}
