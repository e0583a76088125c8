package net.buildserver.orchestrator.agents;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes readable identifiers from the names that people give their machines. */
final class AgentNames {
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST = 60;

    private AgentNames() {}

    /** Returns {@code name} in lower case with everything but letters, digits and single hyphens left out. */
    static String readable(String name) {
        String text = OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String trimmed = trim(shortened);
        return trimmed.isEmpty() ? "agent" : trimmed;
    }

    /** Returns the {@code number}th name to try: the name itself, then with {@code -2}, {@code -3} and so on. */
    static String candidate(String readable, int number) {
        return number == 1 ? readable : readable + "-" + number;
    }

    private static String trim(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = text.endsWith("-") && text.length() > 1 ? text.length() - 1 : text.length();
        return start >= end ? "" : text.substring(start, end);
    }
}
