package net.buildserver.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.buildserver.api.platform.Problems;
import net.buildserver.domain.protocol.ProblemTypes;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers requests that Spring Security's firewall refuses before anything reads their path. */
@Component
final class RefusedUrl implements RequestRejectedHandler {
    private final ProblemWriter problems;

    RefusedUrl(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        String detail =
                "The URL or a header holds something that is refused, such as ';', '//', '..' or an encoded '/'.";
        problems.write(request, response, Problems.of(400, ProblemTypes.INVALID_REQUEST, detail));
    }
}
