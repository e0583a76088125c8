package net.buildserver.agent.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secret inside a Base64 text. There it looks in one of three ways, by how many bytes stand before it; the characters that
 * it shares with its neighbours differ each time and are left out. Both alphabets, and encoded twice as well.
 */
final class Base64Forms {
    private Base64Forms() {}

    static Set<String> of(byte[] secret) {
        Set<String> forms = new LinkedHashSet<>();
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            byte[] whole = encoder.encode(secret);
            forms.add(new String(whole, ISO_8859_1));
            addAligned(forms, secret, encoder);
            addAligned(forms, whole, encoder);
        }
        return forms;
    }

    private static void addAligned(Set<String> forms, byte[] secret, Base64.Encoder encoder) {
        for (int before = 0; before < 3; before++) {
            byte[] padded = new byte[before + secret.length];
            System.arraycopy(secret, 0, padded, before, secret.length);
            byte[] encoded = encoder.withoutPadding().encode(padded);
            int first = before == 0 ? 0 : before + 1;
            int end = encoded.length - (padded.length % 3 == 0 ? 0 : 1);
            forms.add(new String(Arrays.copyOfRange(encoded, first, end), ISO_8859_1));
        }
    }
}
