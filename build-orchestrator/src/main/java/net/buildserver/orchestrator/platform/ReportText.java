package net.buildserver.orchestrator.platform;

import org.jspecify.annotations.Nullable;

/** Makes text of an agent fit to be stored and shown: bounded, and without control characters. */
public final class ReportText {
    private static final String CUT = "… (truncated)";

    private ReportText() {}

    /** Returns {@code text} as one line of at most {@code longest} characters. */
    public static String line(String text, int longest) {
        return clean(text, longest, false);
    }

    /** Returns {@code text} as one line of at most {@code longest} characters, or null for null. */
    public static @Nullable String lineOrNull(@Nullable String text, int longest) {
        return text == null ? null : line(text, longest);
    }

    /** Returns {@code text} with its line breaks and tabs and at most {@code longest} characters, or null for null. */
    public static @Nullable String blockOrNull(@Nullable String text, int longest) {
        return text == null ? null : clean(text, longest, true);
    }

    private static String clean(String text, int longest, boolean block) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), longest));
        int index = 0;
        while (index < text.length() && kept.length() < longest) {
            int point = text.codePointAt(index);
            index += Character.charCount(point);
            if (block && (point == '\n' || point == '\t')) {
                kept.append((char) point);
            } else if (point == '\n' || point == '\t') {
                kept.append(' ');
            } else if (isVisible(point)) {
                kept.appendCodePoint(point);
            }
        }
        if (index < text.length()) {
            kept.setLength(Math.max(0, Math.min(kept.length(), longest - CUT.length())));
            trimBrokenPair(kept);
            kept.append(CUT);
        }
        return kept.toString();
    }

    /** Leaves out control characters, lone surrogates and what turns the direction of the text around it. */
    private static boolean isVisible(int point) {
        int type = Character.getType(point);
        boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        return !turns && !Character.isISOControl(point) && type != Character.SURROGATE;
    }

    private static void trimBrokenPair(StringBuilder kept) {
        int last = kept.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(kept.charAt(last))) {
            kept.setLength(last);
        }
    }
}
