package net.buildserver.agent.redaction;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A secret in hexadecimal digits: small and capital, in one run or with a sign between the bytes. */
final class HexForms {
    private HexForms() {}

    static Set<String> of(byte[] secret) {
        Set<String> forms = new LinkedHashSet<>();
        for (String delimiter : List.of("", "-", ":", " ")) {
            HexFormat format = HexFormat.ofDelimiter(delimiter);
            forms.add(format.formatHex(secret));
            forms.add(format.withUpperCase().formatHex(secret));
        }
        return forms;
    }
}
