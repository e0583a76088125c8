package net.buildserver.api.platform;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ProblemTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Turns what Spring MVC and the controllers throw into problems. What no advice knows reaches {@link ErrorPageController}, so
 * that features can add advices of their own in any order.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ResponseEntity<Object> onApiException(ApiException e, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (e instanceof TooManyRequestsException tooMany) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfterSeconds()));
        }
        return answer(Problems.of(e), headers, request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> onServiceAway(Exception e, WebRequest request) {
        logger.warn("A service that the request needs cannot be reached.", e);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return answer(Problems.unavailable(), headers, request);
    }

    /** A commit or rollback that failed on its connection; its cause is not one that Spring translates. */
    @ExceptionHandler({JpaSystemException.class, TransactionSystemException.class})
    ResponseEntity<Object> onTransactionBroken(NestedRuntimeException e, WebRequest request) {
        return e.getMostSpecificCause() instanceof SQLException
                ? onServiceAway(e, request)
                : Objects.requireNonNull(
                        handleExceptionInternal(e, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException known) {
                return answer(known, headers, request);
            }
        }
        ProblemDetail problem = e.getCause() instanceof JacksonException json
                ? JsonProblems.of(json)
                : Problems.of(400, ProblemTypes.INVALID_REQUEST, "The request needs a JSON body.");
        return answer(problem, headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Violation> violations = Stream.concat(
                        e.getFieldErrors().stream().map(ProblemAdvice::violation),
                        e.getGlobalErrors().stream()
                                .map(error -> new Violation("", sentence(error.getDefaultMessage()))))
                .toList();
        return answer(new InvalidRequestException(violations), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Violation> violations = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> error instanceof FieldError field
                                ? violation(field)
                                : new Violation(
                                        Objects.requireNonNullElse(
                                                result.getMethodParameter().getParameterName(), ""),
                                        sentence(error.getDefaultMessage()))))
                .toList();
        return answer(new InvalidRequestException(violations), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name =
                e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : e.getPropertyName();
        String message = "must be " + JsonProblems.expected(e.getRequiredType()) + ".";
        return answer(new UnreadableRequestException(Objects.requireNonNullElse(name, "?"), message), headers, request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                new UnreadableRequestException(e.getParameterName(), "is a missing parameter."), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e instanceof MissingRequestHeaderException header) {
            return answer(
                    new UnreadableRequestException(header.getHeaderName(), "is a missing header."), headers, request);
        }
        return super.handleServletRequestBindingException(e, headers, status, request);
    }

    /** All other exceptions of Spring MVC end here with Spring's own detail, which names no internals. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && status.value() != 503) {
            logger.error("A request failed unexpectedly.", e);
            return answer(Problems.unexpected(), headers, request);
        }
        String detail = switch (e) {
            case HttpRequestMethodNotSupportedException method ->
                "The method " + method.getMethod() + " is not possible here; use " + list(method.getSupportedMethods())
                        + ".";
            case HttpMediaTypeNotSupportedException type ->
                "The content type " + type.getContentType() + " is not read here; send "
                        + list(type.getSupportedMediaTypes().toArray()) + ".";
            case HttpMediaTypeNotAcceptableException type ->
                "The answer comes as " + list(type.getSupportedMediaTypes().toArray())
                        + ", none of which the header 'Accept' allows.";
            default ->
                body instanceof ProblemDetail spring && spring.getDetail() != null
                        ? spring.getDetail()
                        : "The request cannot be answered.";
        };
        return answer(Problems.of(status.value(), Problems.typeOf(status.value()), detail), headers, request);
    }

    private static ResponseEntity<Object> answer(ApiException e, HttpHeaders headers, WebRequest request) {
        return answer(Problems.of(e), headers, request);
    }

    /** The content type is set here, as the answer to a wrong {@code Accept} must be readable too. */
    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        if (request instanceof ServletWebRequest servlet) {
            problem.setInstance(Problems.instance(servlet.getRequest().getRequestURI()));
        }
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Violation violation(FieldError error) {
        return new Violation(error.getField(), sentence(error.getDefaultMessage()));
    }

    private static String sentence(@Nullable String message) {
        String text = Objects.requireNonNullElse(message, "is not acceptable");
        return text.endsWith(".") ? text : text + ".";
    }

    private static String list(Object @Nullable [] values) {
        return values == null
                ? "others"
                : Stream.of(values).map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }
}
