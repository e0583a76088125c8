package net.buildserver.domain.build;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which repository URLs may be handed to Git. Git runs the command in an {@code ext::} URL, takes a leading dash for an
 * option and follows {@code https:///host} to another host (CVE-2017-1000117, CVE-2018-17456, git fsck's rules), so only
 * plain URLs of known schemes with a host pass. The agent checks again and sets {@code GIT_ALLOW_PROTOCOL}.
 */
final class RepositoryUrlRule {
    private static final int MAX_LENGTH = 2048;

    private RepositoryUrlRule() {}

    /** Returns what is wrong with {@code url}, or empty. */
    static Optional<String> problem(String url, Set<String> allowedSchemes) {
        if (url.startsWith("-")) {
            return Optional.of("must not start with a dash, because Git would take it for an option.");
        }
        if (url.length() > MAX_LENGTH) {
            return Optional.of("must be at most " + MAX_LENGTH + " characters long.");
        }
        if (url.chars().anyMatch(character -> character <= ' ' || character == 0x7f)) {
            return Optional.of("must not contain spaces or control characters; write a space as %20.");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            return Optional.of("is not a URL; use a form such as https://host/owner/repository.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!allowedSchemes.contains(scheme) || uri.isOpaque()) {
            return Optional.of("must be a URL with one of the schemes "
                    + String.join(", ", new TreeSet<>(allowedSchemes))
                    + (url.matches("[\\w.-]+@[\\w.-]+:.*") ? "; write user@host:path as ssh://user@host/path." : "."));
        }
        return scheme.equals("file") ? fileProblem(uri) : hostProblem(uri);
    }

    private static Optional<String> fileProblem(URI uri) {
        boolean local = uri.getHost() == null || uri.getHost().isEmpty();
        boolean absolute = uri.getPath() != null && uri.getPath().startsWith("/");
        return local && absolute
                ? Optional.empty()
                : Optional.of("must name an absolute local path, such as file:///srv/repository.git.");
    }

    private static Optional<String> hostProblem(URI uri) {
        String host = uri.getHost();
        if (host == null || host.isEmpty() || host.startsWith("-")) {
            return Optional.of("must name a host, as in https://host/owner/repository.");
        }
        if (uri.getUserInfo() != null && uri.getUserInfo().startsWith("-")) {
            return Optional.of("must not have a user name that starts with a dash.");
        }
        if (uri.getPath() == null || uri.getPath().length() < 2 || uri.getPath().startsWith("/-")) {
            return Optional.of("must name a repository after the host, as in https://host/owner/repository.");
        }
        return Optional.empty();
    }
}
