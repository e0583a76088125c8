package net.buildserver.agent.redaction;

/**
 * Finds all of many byte strings in one pass (Aho and Corasick 1975). A state stands for the longest end of the input that is
 * the beginning of a string. States near the root, and those where strings part, have a row with the next state for every byte;
 * the many others, inside one string, know only the byte that leads on and where to fall back to.
 */
final class Matcher {
    static final int ROOT = 0;

    private final int[] rows;
    private final int dense;
    private final short[] label;
    private final int[] child;
    private final int[] fallback;
    private final int[] depth;
    private final int[] match;

    /**
     * Creates a matcher over states of which the first {@code dense} have rows.
     *
     * @param rows 256 next states per dense state
     * @param label of each of the others, the byte that leads on, or -1
     * @param child where that byte leads to
     * @param fallback where any other byte is tried again
     * @param depth length of what a state stands for
     * @param match length of the longest string that ends at a state, or 0
     */
    Matcher(int[] rows, short[] label, int[] child, int[] fallback, int[] depth, int[] match) {
        this.rows = rows;
        this.dense = rows.length >> 8;
        this.label = label;
        this.child = child;
        this.fallback = fallback;
        this.depth = depth;
        this.match = match;
    }

    /** Returns the state after {@code one}, which is 0 to 255. */
    int next(int state, int one) {
        int from = state;
        while (from >= dense) {
            int inner = from - dense;
            if (label[inner] == one) {
                return child[inner];
            }
            from = fallback[inner];
        }
        return rows[from << 8 | one];
    }

    /** Returns the first place from {@code start} on where the root is left, or {@code end}. */
    int skip(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && rows[bytes[at] & 0xff] == ROOT) {
            at++;
        }
        return at;
    }

    /** Returns how many of the last bytes may be the beginning of a string. */
    int depth(int state) {
        return depth[state];
    }

    /** Returns the length of the longest string that ends here, or 0. */
    int match(int state) {
        return match[state];
    }
}
