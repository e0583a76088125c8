package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.build.MsBuildProperties;

/** Which folders of the machine a build sees under other names. They are the same for every build of every agent. */
final class Layout {
    /** Where every build sees its repository. */
    static final Path ROOT = Path.of("/src");

    /** Where every build sees the folder of unpacked packages. */
    static final Path PACKAGES = Path.of("/packages");

    /** Where every build sees its temporary folder. */
    static final Path TEMPORARY = Path.of("/tmp");

    /** The home folder of every build. */
    static final Path HOME = Path.of("/home/build");

    private final Map<Path, Path> seenByReal = new LinkedHashMap<>();

    Layout(Path repository, Path packages, Path temporary) {
        seenByReal.put(repository, ROOT);
        seenByReal.put(packages, PACKAGES);
        seenByReal.put(temporary, TEMPORARY);
    }

    /** Returns the real folders with the names that they are seen under. */
    Map<Path, Path> folders() {
        return seenByReal;
    }

    Path seen(Path real) {
        for (Map.Entry<Path, Path> folder : seenByReal.entrySet()) {
            if (real.startsWith(folder.getKey())) {
                return moved(real, folder.getKey(), folder.getValue());
            }
        }
        return real;
    }

    Path real(Path seen) {
        for (Map.Entry<Path, Path> folder : seenByReal.entrySet()) {
            if (seen.startsWith(folder.getValue())) {
                return moved(seen, folder.getValue(), folder.getKey());
            }
        }
        return seen;
    }

    /** Returns {@code text} with every real folder in it replaced by the one that is seen. */
    String seen(String text) {
        String translated = text;
        for (Map.Entry<Path, Path> folder : seenByReal.entrySet()) {
            String real = folder.getKey().toString();
            // A path may also stand in a property's value, with what MSBuild would expand escaped.
            for (String form : new LinkedHashSet<>(List.of(real, MsBuildProperties.escape(real)))) {
                translated = replace(translated, form, folder.getValue().toString());
            }
        }
        return translated;
    }

    // Only whole names: /a/src must not be found in /a/src2.
    private static String replace(String text, String from, String to) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            int end = at + from.length();
            boolean whole = end == text.length() || !isOfName(text.charAt(end));
            if (whole && at >= done) {
                result.append(text, done, at).append(to);
                done = end;
            }
        }
        return result.append(text, done, text.length()).toString();
    }

    private static boolean isOfName(char character) {
        return Character.isLetterOrDigit(character) || "._-~+".indexOf(character) >= 0;
    }

    private static Path moved(Path path, Path from, Path to) {
        Path rest = from.relativize(path);
        return rest.toString().isEmpty() ? to : to.resolve(rest);
    }
}
