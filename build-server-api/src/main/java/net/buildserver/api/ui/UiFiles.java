package net.buildserver.api.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files of the web interface on the class path, and the version that all of them together have. */
final class UiFiles {
    static final String FOLDER = "classpath:/static/ui/";

    private static final int VERSION_LENGTH = 6;
    private static final String PAGE = "classpath:/static/index.html";

    private static final Map<String, UiLibrary> LIBRARIES = Map.of(
            "lit-html/", new UiLibrary("org.mvnpm/lit-html", "_static/lit-html/", ""),
            "reactive-element/", new UiLibrary("org.mvnpm.at.lit/reactive-element", "_static/reactive-element/", ""),
            "uplot/", new UiLibrary("org.webjars.npm/uplot", "webjars/uplot/", "dist/"));

    private final PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    private final String version = hashOfAll();

    /** Returns a short name for the content of all files, by which addresses change when a file does. */
    String version() {
        return version;
    }

    /** Returns the page, which names the version in its addresses. */
    String page() {
        try {
            return resolver.getResource(PAGE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("{version}", version);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns a file of a library, such as {@code lit-html/lit-html.js}, or null if there is none. */
    @Nullable Resource library(String path) {
        String name = path.substring(0, path.indexOf('/') + 1);
        UiLibrary library = LIBRARIES.get(name);
        return library == null ? null : library.file(path.substring(name.length()));
    }

    private String hashOfAll() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<String, Resource> files = new TreeMap<>();
            Arrays.stream(resources("classpath*:/static/**/*.*"))
                    .filter(Resource::isReadable)
                    .sorted(Comparator.comparing(Resource::getDescription))
                    .forEach(file -> files.put(file.getDescription(), file));
            for (Resource file : files.values()) {
                digest.update(file.getContentAsByteArray());
            }
            // A newer library brings a newer address as well.
            for (UiLibrary library : new TreeMap<>(LIBRARIES).values()) {
                digest.update(library.version().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_LENGTH);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }

    private Resource[] resources(String pattern) {
        try {
            return resolver.getResources(pattern);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
