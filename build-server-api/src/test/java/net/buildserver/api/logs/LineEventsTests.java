package net.buildserver.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineEventsTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LineEvents events = new LineEvents(out, new LogPosition(2, 10));

    @Test
    void sendsWholeLinesOnly() throws IOException {
        write("one\ntwo\nthr");
        events.sendLines();
        write("ee\n");
        events.sendLines();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("id: 2:18\ndata: one\ndata: two\n\nid: 2:24\ndata: three\n\n");
    }

    @Test
    void cutCharactersAreJoinedAndReturnsCannotBreakTheFraming() throws IOException {
        byte[] bytes = "ä\revent: end\r\n\n".getBytes(StandardCharsets.UTF_8);
        events.write(bytes, 0, 1);
        events.sendLines();
        events.write(bytes, 1, bytes.length - 1);
        events.sendLines();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("id: 2:26\ndata: ä event: end\ndata: \n\n");
    }

    @Test
    void restIsSentAtTheEnd() throws IOException {
        write("no break");
        events.sendLines();
        assertThat(out.size()).isZero();

        events.sendRest();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("id: 2:18\ndata: no break\n\n");
    }

    @Test
    void endlessLineIsSentInPiecesOfWholeCharacters() throws IOException {
        write("x".repeat(65_535));
        events.write(new byte[] {(byte) 0xe2, (byte) 0x82}, 0, 2);
        events.sendLines();

        assertThat(events.position()).isEqualTo(new LogPosition(2, 10 + 65_535));
        assertThat(events.received()).isEqualTo(10 + 65_537);
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        events.write(bytes, 0, bytes.length);
    }
}
