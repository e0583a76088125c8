package net.buildserver.domain.cache;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that a key depends on, as text that a person can read and compare. Its SHA-256 is the key, so equal inputs in
 * any order give the same key on every machine.
 *
 * @param kind what the key stands for
 * @param project project that it is the key of
 * @param inputs the inputs in their canonical order, each once
 */
public record KeyDocument(KeyKind kind, ProjectId project, List<KeyInput> inputs) {
    /** Version of the document; part of its text, so that a new version never meets keys of an old one. */
    public static final int VERSION = 1;

    private static final String TITLE = "build-key";

    public KeyDocument {
        inputs = List.copyOf(new TreeSet<>(inputs));
    }

    /** Returns a document over {@code inputs}, given in any order. */
    public static KeyDocument of(KeyKind kind, ProjectId project, Collection<KeyInput> inputs) {
        return new KeyDocument(kind, project, List.copyOf(inputs));
    }

    /** Returns the canonical text: a title, the project, then one line per input. */
    public String text() {
        return heading()
                + inputs.stream().map(line -> KeyLine.write(line) + "\n").collect(Collectors.joining());
    }

    /** Returns the key: the SHA-256 of the text, 64 lower-case hexadecimal digits. */
    public String key() {
        return Sha256.of(text());
    }

    /**
     * Reads a document from its text.
     *
     * @throws KeyDocumentException if it is none of this version
     */
    public static KeyDocument parse(String text) {
        List<String> lines = text.lines().toList();
        List<String> title =
                lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t", -1));
        if (title.size() != 7 || !title.get(0).equals(TITLE) || !title.get(1).equals(String.valueOf(VERSION))) {
            throw new KeyDocumentException("this is no key document of version " + VERSION);
        }
        try {
            ProjectId project = new ProjectId(
                    KeyLine.unescape(title.get(3)), KeyLine.unescape(title.get(4)),
                    KeyLine.unescape(title.get(5)), KeyLine.unescape(title.get(6)));
            List<KeyInput> inputs = lines.stream().skip(1).map(KeyLine::read).toList();
            return new KeyDocument(KeyKind.valueOf(title.get(2)), project, inputs);
        } catch (IllegalArgumentException unknown) {
            throw new KeyDocumentException("a key document is of an unknown kind");
        }
    }

    private String heading() {
        return String.join(
                        "\t",
                        TITLE,
                        String.valueOf(VERSION),
                        kind.name(),
                        KeyLine.escape(project.path()),
                        KeyLine.escape(project.framework()),
                        KeyLine.escape(project.configuration()),
                        KeyLine.escape(project.platform()))
                + "\n";
    }
}
