package net.buildserver.agent.redaction;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Puts the mask in place of every secret. Only bytes that may be the beginning of one are held back. Secrets that overlap become
 * one mask.
 */
final class SecretMasking implements Masking {
    private final Supplier<Matcher> current;
    private final IntConsumer masked;
    private final Bytes held = new Bytes();
    private Matcher matcher;
    private int state = Matcher.ROOT;
    // Places in the held bytes that are secret, in pairs of start and end: ordered, without overlaps.
    private int[] places = new int[16];
    private int count;

    /**
     * Creates the pass.
     *
     * @param current gives the secrets, which may become more while the stream runs
     * @param masked gets the number of masks
     */
    SecretMasking(Supplier<Matcher> current, IntConsumer masked) {
        this.current = current;
        this.masked = masked;
        this.matcher = current.get();
    }

    @Override
    public void accept(byte[] chunk, int start, int end, Bytes out) {
        Matcher latest = current.get();
        if (latest != matcher) {
            matcher = latest;
            state = Matcher.ROOT;
            count = 0;
            scan(0);
        }
        if (state == Matcher.ROOT && held.length() == 0) {
            // What cannot even be the beginning of a secret goes through without being copied here.
            int plain = matcher.skip(chunk, start, end);
            out.add(chunk, start, plain);
            held.add(chunk, plain, end);
            scan(0);
        } else {
            int known = held.length();
            held.add(chunk, start, end);
            scan(known);
        }
        release(held.length() - matcher.depth(state), out);
    }

    @Override
    public void end(Bytes out) {
        release(held.length(), out);
        state = Matcher.ROOT;
    }

    private void scan(int from) {
        byte[] bytes = held.array();
        int end = held.length();
        int at = from;
        int now = state;
        Matcher secrets = matcher;
        while (at < end) {
            if (now == Matcher.ROOT) {
                at = secrets.skip(bytes, at, end);
                if (at == end) {
                    break;
                }
            }
            now = secrets.next(now, bytes[at++] & 0xff);
            int length = secrets.match(now);
            if (length > 0) {
                note(at - length, at);
            }
        }
        state = now;
    }

    private void note(int start, int end) {
        int first = start;
        while (count > 0 && places[2 * count - 1] > first) {
            count--;
            first = Math.min(first, places[2 * count]);
        }
        if (2 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * count] = first;
        places[2 * count + 1] = end;
        count++;
    }

    private void release(int safe, Bytes out) {
        int done = 0;
        int until = safe;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int start = places[2 * i];
            int end = places[2 * i + 1];
            if (end <= safe) {
                out.add(held.array(), done, start);
                out.addMask();
                done = end;
            } else {
                // It may still grow, so that it waits as a whole.
                until = Math.min(until, start);
                places[2 * kept] = start;
                places[2 * kept + 1] = end;
                kept++;
            }
        }
        masked.accept(count - kept);
        count = kept;
        until = Math.max(until, done);
        out.add(held.array(), done, until);
        held.drop(until);
        for (int i = 0; i < 2 * kept; i++) {
            places[i] -= until;
        }
    }
}
