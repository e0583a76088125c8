package net.buildserver.api.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a log into events, each of whole lines, and never breaks the framing: characters are not cut, carriage
 * returns and terminal commands do not pass. A line that does not end is passed on in pieces.
 */
final class LineEvents extends OutputStream {
    private static final int MOST = 64 << 10;

    private final OutputStream out;
    private final int attempt;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long offset;

    LineEvents(OutputStream out, LogPosition start) {
        this.out = out;
        this.attempt = start.attempt();
        this.offset = start.offset();
    }

    /** Returns the first byte that has not been sent. */
    LogPosition position() {
        return new LogPosition(attempt, offset);
    }

    /** Returns the first byte that has not been written to this stream. */
    long received() {
        return offset + held.size();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        held.write(bytes, from, length);
    }

    /** Sends the whole lines that were written. */
    void sendLines() throws IOException {
        byte[] bytes = held.toByteArray();
        int end = afterLastBreak(bytes);
        if (end == 0 && bytes.length >= MOST) {
            end = afterLastCharacter(bytes);
        }
        send(bytes, end);
    }

    /** Sends the rest, which has no line break at its end. */
    void sendRest() throws IOException {
        sendLines();
        byte[] bytes = held.toByteArray();
        send(bytes, bytes.length);
    }

    private void send(byte[] bytes, int end) throws IOException {
        if (end == 0) {
            return;
        }
        String text = harmless(bytes, end);
        offset += end;
        held.reset();
        held.write(bytes, end, bytes.length - end);
        StringBuilder event = new StringBuilder("id: ").append(position().id()).append('\n');
        String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : lines.split("\n", -1)) {
            event.append("data: ").append(withoutReturns(line)).append('\n');
        }
        out.write(event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String harmless(byte[] bytes, int end) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(end);
        TerminalFilter filter = new TerminalFilter(text);
        filter.write(bytes, 0, end);
        filter.finish();
        return text.toString(StandardCharsets.UTF_8);
    }

    private static String withoutReturns(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return text.replace('\r', ' ');
    }

    private static int afterLastBreak(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Returns where the last whole UTF-8 character ends: before a start byte that lacks its followers. */
    private static int afterLastCharacter(byte[] bytes) {
        int start = bytes.length - 1;
        while (start > bytes.length - 4 && (bytes[start] & 0xc0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xff;
        int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return start + length <= bytes.length ? bytes.length : start;
    }
}
