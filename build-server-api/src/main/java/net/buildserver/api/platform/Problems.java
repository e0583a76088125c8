package net.buildserver.api.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.ProblemTypes;
import org.springframework.http.ProblemDetail;

/** Makes the bodies of all errors, so that they look alike. */
public final class Problems {
    private static final String DEFAULT_DETAIL = "The request cannot be answered.";

    private Problems() {}

    /** Returns a problem that concerns no field. */
    public static ProblemDetail of(int status, String type, String detail) {
        return of(status, type, detail, List.of());
    }

    /**
     * Returns a problem.
     *
     * @param status HTTP status
     * @param type stable type, one of {@link ProblemTypes}
     * @param detail one sentence: what is wrong and how to mend it
     * @param violations the fields concerned; they become the member {@code errors} unless there are none
     */
    public static ProblemDetail of(int status, String type, String detail, List<Violation> violations) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(type));
        problem.setTitle(title(type));
        problem.setDetail(detail);
        if (!violations.isEmpty()) {
            problem.setProperty("errors", violations);
        }
        return problem;
    }

    /** Returns the problem that {@code e} stands for. */
    public static ProblemDetail of(ApiException e) {
        return of(e.status(), e.type(), Objects.requireNonNullElse(e.getMessage(), e.type()), e.violations());
    }

    /** Returns the problem for a {@code status} of which nothing more is known. */
    public static ProblemDetail ofStatus(int status) {
        return of(status, typeOf(status), DEFAULT_DETAIL);
    }

    /** Returns the problem for a failure that nobody expected; only the log knows its details. */
    public static ProblemDetail unexpected() {
        return of(
                500,
                ProblemTypes.INTERNAL_ERROR,
                "The server failed unexpectedly; its log holds the reason under the request id that the header "
                        + LogContext.REQUEST_ID_HEADER + " names.");
    }

    /** Returns the problem for a service, such as the database, that cannot be reached now. */
    public static ProblemDetail unavailable() {
        return of(
                503,
                ProblemTypes.UNAVAILABLE,
                "A service that the server needs cannot be reached now; send the same request again in a few seconds.");
    }

    /** Returns the member {@code instance} for a request's path; a URL that was refused may be none that a URI can hold. */
    public static URI instance(String path) {
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }

    static String typeOf(int status) {
        return switch (status) {
            case 401 -> ProblemTypes.UNAUTHENTICATED;
            case 403 -> ProblemTypes.FORBIDDEN;
            case 404 -> ProblemTypes.NOT_FOUND;
            case 405 -> ProblemTypes.METHOD_NOT_ALLOWED;
            case 406 -> ProblemTypes.NOT_ACCEPTABLE;
            case 409 -> ProblemTypes.CONFLICT;
            case 413 -> ProblemTypes.REQUEST_TOO_LARGE;
            case 415 -> ProblemTypes.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemTypes.TOO_MANY_REQUESTS;
            case 503 -> ProblemTypes.UNAVAILABLE;
            default -> status < 500 ? ProblemTypes.INVALID_REQUEST : ProblemTypes.INTERNAL_ERROR;
        };
    }

    /** The title says the type in words: {@code urn:...:not-found} is "Not found". */
    private static String title(String type) {
        String words = type.substring(type.lastIndexOf(':') + 1).replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
