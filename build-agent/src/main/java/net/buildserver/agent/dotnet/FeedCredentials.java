package net.buildserver.agent.dotnet;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials of package sources, which the operator gives as NuGet's own environment variables
 * {@code NuGetPackageSourceCredentials_NAME=Username=...;Password=...}. Only restores get them, in their environment; they are
 * never written to a file.
 */
public final class FeedCredentials {
    private static final String PREFIX = "NuGetPackageSourceCredentials_";
    private static final Pattern PASSWORD = Pattern.compile("(?i)(?:^|;)\\s*Password\\s*=\\s*([^;]+)");

    private FeedCredentials() {}

    /** Returns {@code environment} without credentials. */
    public static Map<String, String> without(Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(environment);
        rest.keySet().removeIf(FeedCredentials::isOne);
        return rest;
    }

    /** Returns the secrets in {@code environment}, under names that say that they are secrets. */
    public static Map<String, String> secrets(Map<String, String> environment) {
        Map<String, String> secrets = new HashMap<>();
        environment.forEach((name, value) -> {
            Matcher password = PASSWORD.matcher(value);
            if (isOne(name) && password.find()) {
                secrets.put(name + "_password", password.group(1).strip());
            }
        });
        return secrets;
    }

    private static boolean isOne(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
