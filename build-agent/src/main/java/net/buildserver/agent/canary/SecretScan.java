package net.buildserver.agent.canary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.buildserver.agent.redaction.Redaction;

/**
 * Looks into files for credentials: those of the build itself, and whatever has the form of one. Texts are found as they are and as
 * .NET keeps them in assemblies (two bytes a character); archives are looked into. What is found is named, never repeated.
 */
public final class SecretScan {
    private static final int PIECE = 1 << 20;
    /** Shortest text that can be a secret. */
    private static final int SHORTEST = 6;

    private static final Set<String> ARCHIVES = Set.of(".zip", ".nupkg", ".snupkg");
    /** Archives that unpack to more than that are said to be too large. */
    private static final long MOST_UNPACKED = 8L << 30;

    private final Redaction own = new Redaction();

    /**
     * Creates a scan.
     *
     * @param known what is secret in this build
     */
    public SecretScan(Redaction known) {
        own.addAll(known);
    }

    /**
     * Returns what is found in a file, each as {@code path: what}.
     *
     * @param path name of the file in what is returned
     */
    public List<String> scan(String path, Path file) throws IOException {
        List<String> found = new ArrayList<>();
        try (InputStream input = Files.newInputStream(file)) {
            if (ARCHIVES.stream().anyMatch(path::endsWith)) {
                scanArchive(path, input, found);
            } else {
                scan(path, input, MOST_UNPACKED, found);
            }
        }
        return found;
    }

    private void scanArchive(String path, InputStream input, List<String> found) throws IOException {
        long left = MOST_UNPACKED;
        ZipInputStream zip = new ZipInputStream(input, StandardCharsets.UTF_8);
        for (ZipEntry entry = zip.getNextEntry(); entry != null && left > 0; entry = zip.getNextEntry()) {
            left -= scan(path + "!" + entry.getName(), zip, left, found);
        }
        if (left <= 0) {
            found.add(path + ": more than can be looked through");
        }
    }

    /** Reads at most {@code most} bytes, and returns how many it read. */
    private long scan(String path, InputStream input, long most, List<String> found) throws IOException {
        Set<String> kinds = new TreeSet<>();
        byte[] piece = new byte[PIECE];
        int kept = 0;
        long total = 0;
        while (total < most) {
            int read = input.readNBytes(piece, kept, PIECE - kept);
            total += read;
            look(new String(piece, 0, kept + read, StandardCharsets.ISO_8859_1), kinds);
            if (kept + read < PIECE) {
                break;
            }
            // What lies across the border of two pieces is seen in the second.
            kept = 2 * SecretPattern.LONGEST;
            System.arraycopy(piece, PIECE - kept, piece, 0, kept);
        }
        kinds.forEach(kind -> found.add(path + ": " + kind));
        return total;
    }

    private void look(String text, Set<String> kinds) {
        find(text, kinds);
        String wide = wide(text);
        if (!wide.isEmpty()) {
            find(wide, kinds);
        }
    }

    // Lines of the texts that have two bytes a character; what lies between them belongs to none.
    private static String wide(String bytes) {
        StringBuilder lines = new StringBuilder();
        int start = 0;
        for (int at = 0; at < bytes.length(); ) {
            if (at + 1 < bytes.length() && isText(bytes.charAt(at)) && bytes.charAt(at + 1) == 0) {
                lines.append(bytes.charAt(at));
                at += 2;
                continue;
            }
            if (lines.length() - start < SHORTEST) {
                lines.setLength(start);
            } else {
                lines.append('\n');
                start = lines.length();
            }
            at++;
        }
        return lines.toString();
    }

    private static boolean isText(char one) {
        return (one >= ' ' && one <= '~') || one == '\r' || one == '\n' || one == '\t';
    }

    private void find(String text, Set<String> kinds) {
        for (SecretPattern pattern : SecretPattern.values()) {
            if (pattern.isIn(text)) {
                kinds.add(pattern.words());
            }
        }
        long before = own.count();
        own.apply(text);
        if (own.count() > before) {
            kinds.add("secret of this build");
        }
    }
}
