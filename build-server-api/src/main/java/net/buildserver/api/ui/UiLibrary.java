package net.buildserver.api.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * A library for browsers in a jar.
 *
 * @param artifact group and name of the artifact, as its Maven metadata in the jar is filed
 * @param folder its folder in the jar, in which its version is a folder
 * @param inner folder below the version
 */
record UiLibrary(String artifact, String folder, String inner) {
    private static final String FILE = "[a-zA-Z-]+(/[a-zA-Z-]+)*(\\.[a-z]+)*\\.(js|css)";

    /** Returns a script or style sheet of the library, or null if there is no such file. */
    @Nullable Resource file(String path) {
        if (!path.matches(FILE)) {
            return null;
        }
        Resource file = new ClassPathResource("META-INF/resources/" + folder + version() + "/" + inner + path);
        return file.exists() ? file : null;
    }

    String version() {
        Properties properties = new Properties();
        try (InputStream text =
                new ClassPathResource("META-INF/maven/" + artifact + "/pom.properties").getInputStream()) {
            properties.load(text);
        } catch (IOException missing) {
            throw new UncheckedIOException("The library " + artifact + " is not on the class path.", missing);
        }
        return properties.getProperty("version", "");
    }
}
