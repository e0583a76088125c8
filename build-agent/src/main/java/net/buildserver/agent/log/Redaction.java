package net.buildserver.agent.log;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes user names and passwords of URLs out of text before it reaches a disk, the network or a person. */
public final class Redaction {
    private static final String MASK = "***REDACTED***";
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@\"']+@");
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Returns the redaction for a build of {@code repositoryUrl}: also its bare password is masked wherever it appears. */
    public static Redaction of(String repositoryUrl) {
        List<String> secrets = new ArrayList<>();
        try {
            URI uri = new URI(repositoryUrl);
            add(secrets, uri.getRawUserInfo());
            add(secrets, uri.getUserInfo());
        } catch (URISyntaxException malformed) {
            // No URL, no user info.
        }
        return new Redaction(List.copyOf(secrets));
    }

    /** Returns {@code url} without user name and password. */
    public static String withoutUserInfo(String url) {
        return USER_INFO.matcher(url).replaceAll("");
    }

    /** Returns {@code text} with everything secret masked. */
    public String apply(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, MASK);
        }
        return redacted.contains("://") ? USER_INFO.matcher(redacted).replaceAll(MASK + "@") : redacted;
    }

    private static void add(List<String> secrets, @Nullable String userInfo) {
        if (userInfo == null) {
            return;
        }
        int colon = userInfo.indexOf(':');
        String password = colon < 0 ? userInfo : userInfo.substring(colon + 1);
        // "git" in ssh://git@host is a user name, not a secret.
        if (password.length() >= SHORTEST) {
            secrets.add(password);
        }
    }
}
