package net.buildserver.api.platform;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The servlet container's error page: what went wrong outside of controllers, or was expected by no advice. */
@Hidden
@RestController
class ErrorPageController implements ErrorController {
    private final ProblemWriter problems;

    ErrorPageController(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, problem(request, response));
    }

    private static ProblemDetail problem(HttpServletRequest request, HttpServletResponse response) {
        for (Throwable e = exception(request); e != null; e = e.getCause()) {
            if (e instanceof DataAccessResourceFailureException
                    || e instanceof TransientDataAccessException
                    || e instanceof CannotCreateTransactionException) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "2");
                return Problems.unavailable();
            }
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return status >= 500 && status != 503 ? Problems.unexpected() : Problems.ofStatus(status);
    }

    private static @Nullable Throwable exception(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable e ? e : null;
    }
}
