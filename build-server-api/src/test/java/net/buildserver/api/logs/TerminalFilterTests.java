package net.buildserver.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalFilterTests {
    @ParameterizedTest
    @ValueSource(strings = {"plain\ttext\r\n", "\u001b[31mred\u001b[0m", "\u001b[38;2;1;2;3mx", "Grüße © 𝄞 µ"})
    void textAndColoursPass(String text) throws IOException {
        assertThat(filtered(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;title\u0007",
                "\u001b[31",
                "\u001bP1$r",
                "\u009b31m",
                "a\bb\u007f",
                "\u001b\u001b[31mx"
            })
    void otherControlsAreDefusedAndLengthStays(String text) throws IOException {
        String filtered = filtered(text);

        assertThat(filtered.replace("\u001b[31m", "")).doesNotContain("\u001b", "\u0007", "\b", "\u007f", "\u009b");
        assertThat(filtered.getBytes(StandardCharsets.UTF_8)).hasSameSizeAs(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In one piece and byte by byte, which must come out the same. */
    private static String filtered(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        TerminalFilter filter = new TerminalFilter(whole);
        filter.write(bytes);
        filter.finish();
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        filter = new TerminalFilter(pieces);
        for (byte octet : bytes) {
            filter.write(octet);
        }
        filter.finish();
        assertThat(pieces.toByteArray()).isEqualTo(whole.toByteArray());
        return whole.toString(StandardCharsets.UTF_8);
    }
}
