package net.buildserver.agent.workspace;

import java.net.URI;
import java.util.Optional;
import net.buildserver.agent.redaction.Redaction;

/**
 * A repository's URL as git gets it.
 *
 * @param full the URL, perhaps with user name and password
 * @param shown the URL without them; this one stands in configuration, command lines and logs
 */
record RepositoryUrl(String full, String shown) {
    static RepositoryUrl of(String url) {
        // Git takes "file:/x" for the path /x on a host called file.
        String full = url.regionMatches(true, 0, "file:", 0, 5)
                ? "file://" + URI.create(url).getRawPath()
                : url;
        boolean ssh = full.regionMatches(true, 0, "ssh:", 0, 4);
        // ssh needs its user name to log in, and keeps passwords elsewhere.
        return new RepositoryUrl(full, ssh ? full : Redaction.withoutUserInfo(full));
    }

    boolean hasCredentials() {
        return !full.equals(shown);
    }

    /** Returns the folder of a local repository. */
    Optional<String> localFolder() {
        return full.startsWith("file://") ? Optional.of(URI.create(full).getPath()) : Optional.empty();
    }
}
