package net.buildserver.agent.cache.nuget;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package as a restore resolved it.
 *
 * @param id identifier in lower case
 * @param version normalised version in lower case
 * @param contentHash SHA-512 of the package without its signature in Base64, as lock files have it; empty if not known
 */
public record PackageName(String id, String version, String contentHash) {
    // NuGet's own rules are narrower; what matters here is that neither leads out of a folder.
    private static final Pattern ID = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("\\d[0-9a-z.+-]{0,99}");

    /** Reads {@code id/version=hash}; nothing if it is no such name. */
    public static Optional<PackageName> parse(String resolved) {
        int slash = resolved.indexOf('/');
        int equals = resolved.indexOf('=');
        if (slash < 0 || equals < slash) {
            return Optional.empty();
        }
        String id = resolved.substring(0, slash).toLowerCase(Locale.ROOT);
        String version = resolved.substring(slash + 1, equals).toLowerCase(Locale.ROOT);
        String hash = resolved.substring(equals + 1);
        boolean usable = ID.matcher(id).matches()
                && VERSION.matcher(version).matches()
                && !(id + version).contains("..")
                && hash.length() <= 200;
        // What a framework brings along is resolved without a hash.
        return usable
                ? Optional.of(new PackageName(id, version, hash.equals("download") ? "" : hash))
                : Optional.empty();
    }

    PackageName withHash(String hash) {
        return new PackageName(id, version, hash);
    }

    String text() {
        return id + "/" + version + "=" + contentHash;
    }

    /** Returns the name of the package's file. */
    String fileName() {
        return id + "." + version + ".nupkg";
    }

    /** Returns the package's folder below that of all packages. */
    public Path in(Path packages) {
        return packages.resolve(id).resolve(version);
    }
}
