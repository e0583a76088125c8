package net.buildserver.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import net.buildserver.api.platform.LogContext;
import net.buildserver.telemetry.TraceContext;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that its log lines and its answer carry, notes its place in a trace, and clears the log's context after
 * it.
 */
final class RequestLogFilter extends OncePerRequestFilter {
    private final Supplier<UUID> ids;

    RequestLogFilter(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = ids.get().toString().substring(0, 13);
        MDC.put(LogContext.REQUEST, id);
        response.setHeader(LogContext.REQUEST_ID_HEADER, id);
        TraceContext.parse(request.getHeader(TraceContext.HEADER)).ifPresent(LogContext::place);
        try {
            chain.doFilter(request, response);
        } finally {
            LogContext.clear();
        }
    }
}
