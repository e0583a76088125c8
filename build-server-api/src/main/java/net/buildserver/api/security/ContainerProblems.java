package net.buildserver.api.security;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.buildserver.api.platform.Problems;
import net.buildserver.domain.protocol.ProblemTypes;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Answers what the servlet container refuses before any filter sees it, such as an encoded slash, in place of its HTML page. */
final class ContainerProblems extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ContainerProblems.class);
    private static final String DETAIL =
            "The URL or a header cannot be read as HTTP, or holds something that is refused.";

    private final JsonMapper json;

    ContainerProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemDetail problem = status == 400
                ? Problems.of(400, ProblemTypes.INVALID_REQUEST, DETAIL)
                : status >= 500 ? Problems.unexpected() : Problems.ofStatus(status);
        problem.setInstance(Problems.instance(Objects.requireNonNullElse(request.getRequestURI(), "/")));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(json.writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("The client has gone before it was told of the error.", e);
        }
    }
}
