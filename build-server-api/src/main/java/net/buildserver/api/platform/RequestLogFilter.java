package net.buildserver.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request an id that its log lines and its answer carry, and clears the log's context after it. */
public final class RequestLogFilter extends OncePerRequestFilter {
    /** Header of every answer that names the request in the server's log. */
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    private final Supplier<UUID> ids;

    /** Creates a filter that takes its ids from {@code ids}. */
    public RequestLogFilter(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = ids.get().toString().substring(0, 13);
        MDC.put(LogContext.REQUEST, id);
        response.setHeader(REQUEST_ID_HEADER, id);
        try {
            chain.doFilter(request, response);
        } finally {
            LogContext.clear();
        }
    }
}
