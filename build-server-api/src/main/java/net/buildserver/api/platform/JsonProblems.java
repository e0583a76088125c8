package net.buildserver.api.platform;

import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.MissingFieldException;
import net.buildserver.domain.protocol.ProblemTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body: the place of broken syntax, or the field and what it must be. */
final class JsonProblems {
    private static final int MAX_REASON = 200;
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate Object property \"([^\"]{1,100})\"");

    private JsonProblems() {}

    static ProblemDetail of(JacksonException e) {
        if (e instanceof StreamReadException) {
            return syntax(e);
        }
        if (missingField(e) instanceof MissingFieldException missing) {
            String field = JsonPath.of(e.getPath());
            return field(422, field.isEmpty() ? missing.field() : field + "." + missing.field(), "is missing.");
        }
        String field = JsonPath.of(e.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            return field(400, field, "is not known here; known are " + names(unknown.getKnownPropertyIds()) + ".");
        }
        if (e instanceof MismatchedInputException mismatch) {
            return field(400, field, "must be " + expected(mismatch.getTargetType()) + ".");
        }
        return field(400, field, "has a value that is not acceptable.");
    }

    private static ProblemDetail syntax(JacksonException e) {
        String reason = e.getOriginalMessage();
        String start = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "..." : reason;
        TokenStreamLocation location = e.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String detail = "The body is not valid JSON" + place + ": " + start;
        Matcher duplicate = DUPLICATE.matcher(reason);
        List<Violation> violations =
                duplicate.find() ? List.of(new Violation(duplicate.group(1), "is there twice.")) : List.of();
        return Problems.of(400, ProblemTypes.INVALID_REQUEST, detail, violations);
    }

    private static ProblemDetail field(int status, String field, String message) {
        if (field.isEmpty()) {
            return Problems.of(status, ProblemTypes.INVALID_REQUEST, "The body " + message);
        }
        return Problems.of(
                status,
                ProblemTypes.INVALID_REQUEST,
                "The field '" + field + "' " + message,
                List.of(new Violation(field, message)));
    }

    private static @Nullable Throwable missingField(JacksonException e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof MissingFieldException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String names(@Nullable Collection<Object> known) {
        return known == null
                ? "none"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    /** Returns what a value of {@code type} looks like in JSON. */
    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Duration.class) {
            return "an ISO-8601 duration such as PT15M";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "an ISO-8601 time such as 2026-01-31T10:05:00Z";
        }
        if (type == UUID.class) {
            return "a UUID such as 3fa85f64-5717-4562-b3fc-2c963f66afa6";
        }
        if (type == String.class) {
            return "a string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "of another type";
    }
}
