package net.buildserver.api.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What a request is about, for the audit, where its path does not say so in words. Never a secret. */
public final class AuditTarget {
    private static final String ATTRIBUTE = AuditTarget.class.getName();

    private AuditTarget() {}

    /** Names what the request at hand is about. */
    public static void set(String target) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ATTRIBUTE, target, RequestAttributes.SCOPE_REQUEST);
    }

    /** Returns what was named, or null. */
    public static @Nullable String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String target ? target : null;
    }
}
