package net.buildserver.api.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests with problems where no controller is involved, such as in filters. */
@Component
public final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers {@code request} with {@code problem}, unless an answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        problem.setInstance(instance(request));
        byte[] body = json.writeValueAsBytes(problem);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A URL that was refused may be none that a URI can hold. */
    private static URI instance(HttpServletRequest request) {
        Object refused = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = refused instanceof String uri ? uri : request.getRequestURI();
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }
}
