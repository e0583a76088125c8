package net.buildserver.domain.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One input in which two key documents differ.
 *
 * @param inputClass kind of the input
 * @param name its path or name
 * @param before its digest in the earlier document, or null if it was not there
 * @param after its digest in the later document, or null if it is not there
 */
public record KeyDifference(
        InputClass inputClass,
        String name,
        @Nullable String before,
        @Nullable String after) {
    /** Returns how {@code later} differs from {@code earlier}, in the documents' order; empty if they give the same key. */
    public static List<KeyDifference> between(KeyDocument earlier, KeyDocument later) {
        Map<KeyInput, String> before = digests(earlier);
        Map<KeyInput, String> after = digests(later);
        TreeMap<KeyInput, String> all = new TreeMap<>(before);
        all.putAll(after);
        List<KeyDifference> differences = new ArrayList<>();
        for (KeyInput named : all.keySet()) {
            String old = before.get(named);
            String now = after.get(named);
            if (old == null || !old.equals(now)) {
                differences.add(new KeyDifference(named.inputClass(), named.name(), old, now));
            }
        }
        return List.copyOf(differences);
    }

    /** Returns the difference as one line, such as {@code Source src/A.cs changed}. */
    public String sentence() {
        String change = before == null ? "added" : after == null ? "removed" : "changed";
        return inputClass + " " + name + " " + change;
    }

    private static Map<KeyInput, String> digests(KeyDocument document) {
        return document.inputs().stream()
                .collect(Collectors.toMap(
                        input -> new KeyInput(input.inputClass(), input.name(), ""),
                        KeyInput::digest,
                        (one, other) -> one + "," + other));
    }
}
