package net.buildserver.domain.cache;

import java.util.List;

/** The text form of an input: class, name and digest between tabs, with {@code %}-escapes for what would break a line. */
final class KeyLine {
    private KeyLine() {}

    static String write(KeyInput input) {
        return input.inputClass() + "\t" + escape(input.name()) + "\t" + escape(input.digest());
    }

    static KeyInput read(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        if (parts.size() != 3) {
            throw new KeyDocumentException("a key document line has three parts, but this has " + parts.size());
        }
        try {
            return new KeyInput(InputClass.valueOf(parts.get(0)), unescape(parts.get(1)), unescape(parts.get(2)));
        } catch (IllegalArgumentException unknown) {
            throw new KeyDocumentException("a key document holds an unknown input class");
        }
    }

    static String escape(String text) {
        return text.replace("%", "%25")
                .replace("\t", "%09")
                .replace("\n", "%0A")
                .replace("\r", "%0D");
    }

    static String unescape(String text) {
        return text.replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%09", "\t")
                .replace("%25", "%");
    }
}
