package net.buildserver.api.logs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets through of a log what is harmless on a terminal: text, line breaks, tabs and colours (SGR). Every other control
 * character or sequence loses its first byte to a question mark, so that the text keeps its length and offsets stay true.
 */
final class TerminalFilter extends FilterOutputStream {
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;
    private static final int C1_LEAD = 0xc2;
    private static final int LONGEST_COLOUR = 32;

    private final byte[] held = new byte[LONGEST_COLOUR];
    private int length;

    TerminalFilter(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        int value = octet & 0xff;
        if (length == 0) {
            first(value);
        } else if (held[0] == (byte) C1_LEAD) {
            afterLead(value);
        } else {
            inEscape(value);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int plain = offset;
        for (int i = offset; i < offset + count; i++) {
            if (length == 0 && isPlain(bytes[i] & 0xff)) {
                continue;
            }
            out.write(bytes, plain, i - plain);
            write(bytes[i]);
            plain = i + 1;
        }
        out.write(bytes, plain, offset + count - plain);
    }

    /** Ends the text: a sequence that was begun is none; half a character is left to the part that follows. */
    void finish() throws IOException {
        if (length > 0) {
            release(held[0] == (byte) C1_LEAD ? C1_LEAD : '?');
        }
    }

    private static boolean isPlain(int value) {
        return (value >= ' ' && value != DELETE && value != C1_LEAD) || value == '\n' || value == '\r' || value == '\t';
    }

    private void first(int value) throws IOException {
        if (value == ESCAPE || value == C1_LEAD) {
            held[length++] = (byte) value;
        } else {
            out.write(isPlain(value) ? value : '?');
        }
    }

    /** U+0080 to U+009F are control characters as well; the rest of what starts with this byte is text. */
    private void afterLead(int value) throws IOException {
        length = 0;
        if (value >= 0x80 && value < 0xa0) {
            out.write('?');
            out.write('?');
        } else {
            out.write(C1_LEAD);
            write(value);
        }
    }

    private void inEscape(int value) throws IOException {
        boolean parameter = (value >= '0' && value <= '9') || value == ';' || value == ':';
        boolean allowed = length == 1 ? value == '[' : parameter || value == 'm';
        if (!allowed || length == LONGEST_COLOUR) {
            release('?');
            write(value);
            return;
        }
        held[length++] = (byte) value;
        if (value == 'm') {
            release(ESCAPE);
        }
    }

    private void release(int firstByte) throws IOException {
        int count = length;
        length = 0;
        out.write(firstByte);
        out.write(held, 1, count - 1);
    }
}
