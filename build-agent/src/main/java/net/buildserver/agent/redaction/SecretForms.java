package net.buildserver.agent.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which a secret shows up in output: as it is, line by line, and in the encodings that programs use. */
final class SecretForms {
    /** Shortest secret that is masked: what is shorter stands in every text by chance. */
    static final int SHORTEST = 6;
    /** Longest secret that is looked for in encodings; of longer ones only the text and its lines are. */
    private static final int LONGEST_ENCODED = 8 * 1024;

    private SecretForms() {}

    /** Returns the byte strings to look for, none of them shorter than {@link #SHORTEST}. */
    static Collection<byte[]> of(String secret) {
        // One character per byte, so that equal forms count once.
        Set<String> forms = new LinkedHashSet<>();
        for (String text : texts(secret)) {
            forms.add(bytes(text));
            if (text.length() <= LONGEST_ENCODED) {
                addEncoded(forms, text);
            }
        }
        lines(secret).forEach(line -> forms.add(bytes(line)));
        return forms.stream()
                .filter(form -> form.length() >= SHORTEST)
                .map(form -> form.getBytes(ISO_8859_1))
                .toList();
    }

    private static void addEncoded(Set<String> forms, String text) {
        TextEncodings.of(text).forEach(form -> forms.add(bytes(form)));
        forms.addAll(Base64Forms.of(text.getBytes(UTF_8)));
        forms.addAll(HexForms.of(text.getBytes(UTF_8)));
    }

    // As given, without blanks around it, and with the line breaks that other systems make of its own.
    private static Set<String> texts(String secret) {
        Set<String> texts = new LinkedHashSet<>(List.of(secret, secret.strip()));
        List<String> lines = secret.strip().lines().toList();
        if (lines.size() > 1) {
            for (String lineBreak : List.of("\n", "\r\n", " ")) {
                texts.add(String.join(lineBreak, lines));
            }
        }
        return texts;
    }

    private static List<String> lines(String secret) {
        List<String> lines = new ArrayList<>();
        secret.lines().map(String::strip).forEach(lines::add);
        return lines;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
