package net.buildserver.domain.cache;

import java.util.Comparator;

/**
 * One line of a key document.
 *
 * @param inputClass kind of the input
 * @param name its path relative to the repository, or its name
 * @param digest SHA-256 of its content, or a value that says all about it
 */
public record KeyInput(InputClass inputClass, String name, String digest) implements Comparable<KeyInput> {
    /** Digest of a file that is looked for and does not exist. */
    public static final String ABSENT = "absent";

    private static final Comparator<KeyInput> ORDER = Comparator.comparing(KeyInput::inputClass)
            .thenComparing(KeyInput::name)
            .thenComparing(KeyInput::digest);

    @Override
    public int compareTo(KeyInput other) {
        return ORDER.compare(this, other);
    }
}
