package net.buildserver.domain.cache;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who shares entries: builds of one repository, in one pool, with the same properties, in one lane. What a build writes is
 * read in its own scope only, so a build can mislead nobody but those who trust its lane already.
 */
public final class CacheScope {
    // They say how a build goes and what becomes of what came out, but change nothing of that: only the agent reads
    // them, and
    // MSBuild is not given them. What tests are run with is not among them, since results are kept by it.
    private static final Set<String> OF_AGENT = Set.of(
            "buildserveragents",
            "buildserverartifacts",
            "buildserverartifactsifnone",
            "buildserverbinarylog",
            "buildserverlicences",
            "buildservernewwarnings",
            "buildserversecretsignored",
            "buildserversliceseconds",
            "buildserververifypercent",
            "buildservervulnerabilities");

    private CacheScope() {}

    /** Returns the properties that a build's outputs can depend on. */
    public static Map<String, String> relevant(Map<String, String> properties) {
        Map<String, String> relevant = new TreeMap<>(properties);
        relevant.keySet().removeIf(name -> OF_AGENT.contains(name.toLowerCase(Locale.ROOT)));
        return relevant;
    }

    /**
     * Returns the name of a scope, 64 hexadecimal digits that tell nothing.
     *
     * @param repositoryUrl repository; user names and passwords in it do not count
     * @param pool pool of the agents
     * @param properties properties of the build, which can bring code of their own into it
     * @param lane what else separates builds, such as the reference that they build
     */
    public static String of(String repositoryUrl, String pool, Map<String, String> properties, String lane) {
        StringBuilder text = new StringBuilder("cache-scope\t1");
        add(text, repository(repositoryUrl));
        add(text, pool);
        add(text, lane);
        relevant(properties).forEach((name, value) -> {
            add(text, name);
            add(text, value);
        });
        return Sha256.of(text.toString());
    }

    private static void add(StringBuilder text, String part) {
        text.append('\t').append(KeyLine.escape(part));
    }

    private static String repository(String url) {
        URI parsed;
        try {
            parsed = URI.create(url);
        } catch (IllegalArgumentException notAUri) {
            return url;
        }
        if (parsed.getScheme() == null || parsed.getHost() == null) {
            return url;
        }
        String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
        return parsed.getScheme().toLowerCase(Locale.ROOT) + "://"
                + parsed.getHost().toLowerCase(Locale.ROOT)
                + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort())
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                + (parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery());
    }
}
