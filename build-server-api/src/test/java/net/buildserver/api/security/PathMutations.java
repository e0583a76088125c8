package net.buildserver.api.security;

import java.util.ArrayList;
import java.util.List;

/** Spellings of a path that have fooled build servers before: the filter read one path, the dispatcher another. */
final class PathMutations {
    private PathMutations() {}

    /** Returns spellings of {@code path} that nobody may pass with; a leading slash is part of it. */
    static List<String> of(String path) {
        List<String> mutations = new ArrayList<>(suspicious(path));
        mutations.addAll(List.of(
                path + "/RPC2",
                path + "/",
                path + "?x=.jsp;.css",
                path + "?jsp=/swagger-ui/index.html",
                path.toUpperCase(java.util.Locale.ROOT) + "X",
                "/swagger-ui" + path + "/../x",
                path + "%20",
                path + "%C0%AF",
                "*"));
        // With nothing but a query added, a route that is public stays public.
        mutations.removeIf(mutation -> mutation.startsWith(path + "?"));
        return mutations;
    }

    /** Returns spellings that are refused whatever the route is. */
    static List<String> suspicious(String path) {
        return List.of(
                path + ";.x",
                path + ";.jsp",
                path + ";jsessionid=1",
                path + "/..;/",
                path + "/../x",
                path + "/..",
                path + "/.",
                path + "/./x",
                "/ui/.." + path,
                "/ui/..;" + path,
                "/swagger-ui/../" + path,
                "/swagger-ui/..%2f" + path,
                "/swagger-ui/%2e%2e" + path,
                "/" + path,
                path + "//",
                path + "%2f",
                path + "%2F..",
                path + "%5c",
                path + "\\",
                path + "%00",
                path + "%0a",
                path + "%0d%0aX:1",
                path + "%3b.x",
                path + "%25",
                path + "%252e",
                path + "%",
                path + "%zz",
                path + "<",
                path + "\"");
    }
}
