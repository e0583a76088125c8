package net.buildserver.agent.redaction;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** A secret as JSON, XML, URLs and MSBuild write it. Each has several ways, of which the common ones are here. */
final class TextEncodings {
    private static final Map<Integer, String> JSON_SHORT =
            Map.of((int) '\n', "\\n", (int) '\r', "\\r", (int) '\t', "\\t", (int) '\\', "\\\\", (int) '"', "\\\"");

    private TextEncodings() {}

    static Set<String> of(String text) {
        Set<String> forms = new LinkedHashSet<>();
        addJson(forms, text);
        addXml(forms, text);
        // As a row of a data-driven test stands in a report: a string literal within XML.
        addXml(forms, json(text, one -> one < ' ' || one == '"', "\\u%04x"));
        addUrl(forms, text);
        forms.add(msBuild(text, "%%%02x"));
        forms.add(msBuild(text, "%%%02X"));
        return forms;
    }

    private static void addJson(Set<String> forms, String text) {
        // Most writers escape what they must; some the slash too; some everything outside ASCII; .NET's own far more.
        String must = json(text, one -> one < ' ' || one == '"', "\\u%04x");
        forms.add(must);
        forms.add(must.replace("/", "\\/"));
        for (String escape : new String[] {"\\u%04x", "\\u%04X"}) {
            forms.add(json(text, one -> one < ' ' || one > '~' || one == '"', escape));
            forms.add(json(text, one -> one < ' ' || one > '~' || "\"'<>&+`".indexOf(one) >= 0, escape)
                    .replace("\\\"", escape.formatted((int) '"')));
        }
    }

    private static String json(String text, IntPredicate escaped, String escape) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(one -> {
            if (JSON_SHORT.containsKey(one)) {
                json.append(JSON_SHORT.getOrDefault(one, ""));
            } else if (escaped.test(one)) {
                json.append(String.format(Locale.ROOT, escape, one));
            } else {
                json.append((char) one);
            }
        });
        return json.toString();
    }

    private static void addXml(Set<String> forms, String text) {
        String must = text.replace("&", "&amp;").replace("<", "&lt;");
        String usual = must.replace(">", "&gt;");
        forms.add(must);
        forms.add(usual);
        forms.add(usual.replace("\r", "&#xD;"));
        forms.add(usual.replace("\r", "&#xD;").replace("\n", "&#xA;").replace("\"", "&quot;"));
        String quoted = usual.replace("\"", "&quot;");
        forms.add(quoted);
        for (String apostrophe : new String[] {"&apos;", "&#39;", "&#x27;"}) {
            forms.add(quoted.replace("'", apostrophe));
        }
        StringBuilder numeric = new StringBuilder();
        quoted.replace("'", "&#39;")
                .codePoints()
                .forEach(one -> numeric.append(one > '~' ? "&#" + one + ";" : Character.toString(one)));
        forms.add(numeric.toString());
    }

    private static String msBuild(String text, String escape) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(one -> escaped.append(
                        "%$@';?*()".indexOf(one) < 0
                                ? String.valueOf((char) one)
                                : String.format(Locale.ROOT, escape, one)));
        return escaped.toString();
    }

    private static void addUrl(Set<String> forms, String text) {
        for (String kept : new String[] {"-._~", "-._~!*'()", "-_.!*()", "-._*", "-._~!$&'()*+,;=:@/?#"}) {
            IntPredicate plain = one -> isAlphanumeric(one) || kept.indexOf(one) >= 0;
            for (String space : new String[] {"%20", "+"}) {
                forms.add(percent(text, plain, space, true));
                forms.add(percent(text, plain, space, false));
            }
        }
    }

    private static String percent(String text, IntPredicate plain, String space, boolean upperCase) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            int value = one & 0xff;
            if (value < 0x80 && plain.test(value)) {
                encoded.append((char) value);
            } else if (value == ' ') {
                encoded.append(space);
            } else {
                encoded.append(String.format(Locale.ROOT, upperCase ? "%%%02X" : "%%%02x", value));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(int one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
    }
}
