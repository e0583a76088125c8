package net.buildserver.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matches requests with the table of routes. */
final class Routes {
    private record Entry(Route route, RequestMatcher path) {}

    private static final List<Entry> ENTRIES = RouteTable.ROUTES.stream()
            .map(route -> new Entry(route, PathPatternRequestMatcher.pathPattern(route.pattern())))
            .toList();

    private Routes() {}

    /** Returns a matcher of {@code route}, method and path. */
    static RequestMatcher matcher(Route route) {
        RequestMatcher path = PathPatternRequestMatcher.pathPattern(route.pattern());
        return request -> serves(route, request.getMethod()) && path.matches(request);
    }

    /** Returns the methods that the request's path has, none if there is no such path. */
    static SortedSet<String> methodsOf(HttpServletRequest request) {
        SortedSet<String> methods = new TreeSet<>();
        for (Entry entry : ENTRIES) {
            if (entry.path.matches(request)) {
                methods.add(entry.route.method().name());
                if (entry.route.method().equals(HttpMethod.GET)) {
                    methods.add(HttpMethod.HEAD.name());
                }
            }
        }
        return methods;
    }

    private static boolean serves(Route route, String method) {
        return route.method().matches(method)
                || (route.method().equals(HttpMethod.GET) && HttpMethod.HEAD.matches(method));
    }
}
