package net.buildserver.agent.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Masks what URLs carry of secrets: the user information before the host and the values of parameters that sign or permit. */
final class UrlMasking implements Masking {
    /** No user information is longer; what comes before the end of such a run is masked unseen. */
    private static final int MAX_HELD = 16 * 1024;

    private static final String AUTHORITY = "://";
    private static final List<String> ANYWHERE =
            List.of("X-Amz-Signature=", "X-Amz-Credential=", "X-Amz-Security-Token=", "X-Goog-Signature=");
    private static final List<String> AS_PARAMETER =
            List.of("sig=", "Signature=", "access_token=", "private_token=", "refresh_token=");
    // As they stand in URLs, in XML and in JSON.
    private static final List<String> SEPARATORS = List.of("?", "&", "&amp;", "\\u0026");

    private static final Matcher STARTS = MatcherBuilder.of(starts());
    private static final boolean[] ENDS_AUTHORITY = set("/?#\\\"'<>`|,;(){}[]^ \t\r\n");
    private static final boolean[] ENDS_VALUE = set("&#\\\"'<>`|,;(){}[]^ \t\r\n");

    private enum Mode {
        Text,
        Authority,
        Value,
        Hidden
    }

    private final Bytes held = new Bytes();
    private Mode mode = Mode.Text;
    private int state = Matcher.ROOT;
    private boolean valueSeen;

    @Override
    public void accept(byte[] chunk, int start, int end, Bytes out) {
        int at = start;
        while (at < end) {
            at = switch (mode) {
                case Text -> text(chunk, at, end, out);
                case Authority -> authority(chunk, at, end, out);
                case Value, Hidden -> value(chunk, at, end, out);
            };
        }
    }

    @Override
    public void end(Bytes out) {
        if (mode == Mode.Authority) {
            release(out);
        }
        begin(Mode.Text);
    }

    private int text(byte[] chunk, int start, int end, Bytes out) {
        int at = start;
        while (at < end) {
            if (state == Matcher.ROOT) {
                at = STARTS.skip(chunk, at, end);
                if (at == end) {
                    break;
                }
            }
            state = STARTS.next(state, chunk[at] & 0xff);
            at++;
            int length = STARTS.match(state);
            if (length > 0) {
                begin(length == AUTHORITY.length() && chunk[at - 1] == '/' ? Mode.Authority : Mode.Value);
                break;
            }
        }
        out.add(chunk, start, at);
        return at;
    }

    private int authority(byte[] chunk, int start, int end, Bytes out) {
        int limit = Math.min(end, start + MAX_HELD - held.length());
        int at = start;
        while (at < limit && !ENDS_AUTHORITY[chunk[at] & 0xff]) {
            at++;
        }
        held.add(chunk, start, at);
        if (at < limit) {
            release(out);
            begin(Mode.Text);
        } else if (held.length() == MAX_HELD) {
            out.addMask();
            begin(Mode.Hidden);
        }
        return at;
    }

    // Up to the last @, since passwords with an unescaped one are seen.
    private void release(Bytes out) {
        int sign = held.length() - 1;
        while (sign >= 0 && held.array()[sign] != '@') {
            sign--;
        }
        if (sign > 0) {
            out.addMask();
        }
        out.add(held.array(), Math.max(sign, 0), held.length());
        held.clear();
    }

    private int value(byte[] chunk, int start, int end, Bytes out) {
        boolean[] ends = mode == Mode.Value ? ENDS_VALUE : ENDS_AUTHORITY;
        int at = start;
        while (at < end && !ends[chunk[at] & 0xff]) {
            at++;
        }
        if (at > start && !valueSeen && mode == Mode.Value) {
            valueSeen = true;
            out.addMask();
        }
        if (at < end) {
            begin(Mode.Text);
        }
        return at;
    }

    private void begin(Mode next) {
        mode = next;
        state = Matcher.ROOT;
        valueSeen = false;
        held.clear();
    }

    private static List<byte[]> starts() {
        List<String> starts = new ArrayList<>(ANYWHERE);
        for (String separator : SEPARATORS) {
            AS_PARAMETER.forEach(name -> starts.add(separator + name));
        }
        List.copyOf(starts).forEach(name -> starts.add(name.toLowerCase(Locale.ROOT)));
        starts.add(AUTHORITY);
        return starts.stream()
                .distinct()
                .map(start -> start.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static boolean[] set(String characters) {
        boolean[] set = new boolean[256];
        characters.chars().forEach(one -> set[one] = true);
        return set;
    }
}
