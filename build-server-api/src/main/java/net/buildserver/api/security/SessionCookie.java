package net.buildserver.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The cookie by which a browser stays signed in. Browsers send cookies on their own, so for whatever changes something it counts
 * only together with a header that no other site can make a browser send.
 */
public final class SessionCookie {
    /** Name of the cookie. */
    public static final String NAME = "build-server-session";

    /** Header that requests other than GET and HEAD need beside the cookie; its value does not matter. */
    public static final String GUARD_HEADER = "X-Build-Server-UI";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int MAX_LENGTH = 128;

    private SessionCookie() {}

    /** Returns the cookie that holds {@code secret}; {@code secure} keeps it from travelling without TLS. */
    public static ResponseCookie of(String secret, Duration lifetime, boolean secure) {
        return ResponseCookie.from(NAME, secret)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(secure)
                .path("/")
                .maxAge(lifetime)
                .build();
    }

    /** Returns the secret that the request's cookie holds, or null if there is none that counts for this request. */
    public static @Nullable String secret(HttpServletRequest request) {
        return isGuarded(request) ? present(request) : null;
    }

    /** Returns whether the request has the cookie, but not what it takes to change something with it. */
    static boolean isUnguarded(HttpServletRequest request) {
        return present(request) != null && !isGuarded(request);
    }

    private static boolean isGuarded(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(GUARD_HEADER) != null && (site == null || site.equals("same-origin"));
    }

    private static @Nullable String present(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(value -> value != null && !value.isEmpty() && value.length() <= MAX_LENGTH)
                        .findFirst()
                        .orElse(null);
    }
}
