package net.buildserver.agent.redaction;

import java.util.Arrays;
import java.util.Collection;

/** Builds a {@link Matcher}: a trie of the strings, then its fallbacks in breadth-first order, then its tables. */
final class MatcherBuilder {
    private static final int NONE = -1;

    private int[] first = new int[1024];
    private int[] sibling = new int[1024];
    private short[] label = new short[1024];
    private int[] depth = new int[1024];
    private int[] match = new int[1024];
    private int size;

    private MatcherBuilder() {
        node((short) NONE, 0);
    }

    static Matcher of(Collection<byte[]> strings) {
        MatcherBuilder builder = new MatcherBuilder();
        strings.forEach(builder::add);
        return builder.build();
    }

    private void add(byte[] string) {
        int node = Matcher.ROOT;
        for (byte one : string) {
            int next = child(node, one & 0xff);
            if (next == NONE) {
                next = node((short) (one & 0xff), depth[node] + 1);
                sibling[next] = first[node];
                first[node] = next;
            }
            node = next;
        }
        match[node] = string.length;
    }

    private int child(int node, int one) {
        int at = first[node];
        while (at != NONE && label[at] != one) {
            at = sibling[at];
        }
        return at;
    }

    private int node(short one, int at) {
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            sibling = Arrays.copyOf(sibling, 2 * size);
            label = Arrays.copyOf(label, 2 * size);
            depth = Arrays.copyOf(depth, 2 * size);
            match = Arrays.copyOf(match, 2 * size);
        }
        first[size] = NONE;
        sibling[size] = NONE;
        label[size] = one;
        depth[size] = at;
        return size++;
    }

    private Matcher build() {
        int[] order = breadthFirst();
        int[] fallback = fallbacks(order);
        int[] number = new int[size];
        int dense = 0;
        for (int node : order) {
            if (hasRow(node)) {
                number[node] = dense++;
            }
        }
        int sparse = dense;
        for (int node : order) {
            if (!hasRow(node)) {
                number[node] = sparse++;
            }
        }
        int[] numberedDepth = new int[size];
        int[] numberedMatch = new int[size];
        for (int node = 0; node < size; node++) {
            numberedDepth[number[node]] = depth[node];
            numberedMatch[number[node]] = match[node];
        }
        short[] labels = new short[size - dense];
        int[] children = new int[size - dense];
        int[] fallbacks = new int[size - dense];
        for (int node : order) {
            if (!hasRow(node)) {
                int at = number[node] - dense;
                int next = first[node];
                labels[at] = next == NONE ? (short) NONE : label[next];
                children[at] = next == NONE ? NONE : number[next];
                fallbacks[at] = number[fallback[node]];
            }
        }
        int[] rows = rows(order, number, fallback, dense);
        return new Matcher(rows, labels, children, fallbacks, numberedDepth, numberedMatch);
    }

    private boolean hasRow(int node) {
        return depth[node] <= 1 || (first[node] != NONE && sibling[first[node]] != NONE);
    }

    private int[] breadthFirst() {
        int[] order = new int[size];
        int filled = 1;
        for (int at = 0; at < filled; at++) {
            for (int next = first[order[at]]; next != NONE; next = sibling[next]) {
                order[filled++] = next;
            }
        }
        return order;
    }

    private int[] fallbacks(int[] order) {
        int[] fallback = new int[size];
        for (int node : order) {
            for (int next = first[node]; next != NONE; next = sibling[next]) {
                int from = node;
                int to = NONE;
                while (from != Matcher.ROOT && to == NONE) {
                    from = fallback[from];
                    to = child(from, label[next]);
                }
                fallback[next] = to == NONE ? Matcher.ROOT : to;
                match[next] = Math.max(match[next], match[fallback[next]]);
            }
        }
        return fallback;
    }

    // A row is complete: where the trie leads nowhere it says what the fallback's row says, which stands already.
    private int[] rows(int[] order, int[] number, int[] fallback, int dense) {
        int[] rows = new int[dense << 8];
        for (int node : order) {
            if (!hasRow(node)) {
                continue;
            }
            int row = number[node] << 8;
            for (int one = 0; one < 256; one++) {
                int from = node;
                int to = child(from, one);
                while (to == NONE && from != Matcher.ROOT) {
                    from = fallback[from];
                    to = child(from, one);
                }
                rows[row | one] = to == NONE ? Matcher.ROOT : number[to];
            }
        }
        return rows;
    }
}
