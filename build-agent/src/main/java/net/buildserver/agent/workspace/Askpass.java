package net.buildserver.agent.workspace;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.buildserver.agent.failure.LocalIoException;

/**
 * Hands the credentials of a URL to git. The program that git asks holds no secret: it reads them from its memory, where git's
 * environment put them, and answers for the one host only, wherever a redirect or a submodule leads.
 */
final class Askpass {
    private static final String USER = "BUILD_SERVER_GIT_USER";
    private static final String PASSWORD = "BUILD_SERVER_GIT_PASSWORD";
    private static final String HOST = "BUILD_SERVER_GIT_HOST";
    private static final String PROGRAM = """
            #!/bin/sh
            case "$1" in
              *"://$%1$s'"*|*"@$%1$s'"*) ;;
              *) exit 1 ;;
            esac
            case "$1" in
              Username*) printf '%%s\\n' "$%2$s" ;;
              Password*) printf '%%s\\n' "$%3$s" ;;
              *) exit 1 ;;
            esac
            """.formatted(HOST, USER, PASSWORD);

    private Askpass() {}

    /** Adds to {@code environment} what git needs to ask; the program is written into {@code folder}. */
    static void put(Map<String, String> environment, RepositoryUrl url, Path folder) {
        URI uri = URI.create(url.full());
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        // Tokens are often given alone, in the place of the user's name.
        environment.put(USER, decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        environment.put(PASSWORD, colon < 0 ? "" : decode(userInfo.substring(colon + 1)));
        environment.put(HOST, uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        environment.put("GIT_ASKPASS", write(folder.resolve("askpass")).toString());
    }

    private static Path write(Path file) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, PROGRAM);
            if (!file.toFile().setExecutable(true, true)) {
                throw new IOException("it cannot be made executable");
            }
            return file;
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot prepare git's credentials", cannotWrite);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
