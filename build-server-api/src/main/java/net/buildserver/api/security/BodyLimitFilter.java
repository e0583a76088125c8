package net.buildserver.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.buildserver.api.platform.BodyTooLargeException;
import net.buildserver.api.platform.Problems;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too long: at once if they say so, else when the limit is passed while they are read. */
final class BodyLimitFilter extends OncePerRequestFilter {
    private final BodyLimits limits;
    private final ProblemWriter problems;

    BodyLimitFilter(BodyLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limits.of(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            problems.write(request, response, Problems.of(new BodyTooLargeException(limit)));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }
}
