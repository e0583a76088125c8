package net.buildserver.agent.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ProblemTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns an answer that is not a success back into a typed exception, by status and problem type, never by text. */
final class Problems {
    private static final int MAX_DETAIL = 500;

    private Problems() {}

    static ServerException of(int status, String body, @Nullable Duration retryAfter) {
        JsonNode problem = parse(body);
        String type = text(problem, "type");
        String detail = "The server answered " + status + ": " + detail(problem, body);
        return switch (type) {
            case ProblemTypes.STALE_ATTEMPT, ProblemTypes.ATTEMPT_ENDED -> new ServerException.AttemptGone(detail);
            case ProblemTypes.GAP -> new ServerException.Gap(detail, expected(problem));
            case ProblemTypes.DIGEST_MISMATCH -> new ServerException.DigestMismatch(detail, artifactIds(problem));
            case ProblemTypes.LOG_MISMATCH -> new ServerException.LogMismatch(detail);
            case ProblemTypes.SESSION_REPLACED -> new ServerException.SessionReplaced(detail);
            case ProblemTypes.PROTOCOL_MISMATCH ->
                new ServerException.ProtocolMismatch(
                        detail + " This agent speaks version " + AgentProtocol.VERSION + ".");
            default -> byStatus(status, detail, retryAfter);
        };
    }

    private static ServerException byStatus(int status, String detail, @Nullable Duration retryAfter) {
        return switch (status) {
            case 401, 403 -> new ServerException.CredentialRefused(detail);
            case 410 -> new ServerException.AttemptGone(detail);
            // What a proxy says when the server behind it is gone.
            case 502, 504 -> ServerException.Unavailable.connectionLost(detail);
            case 408, 425, 429 -> new ServerException.Unavailable(detail, retryAfter);
            default ->
                status >= 500 || status < 400
                        ? new ServerException.Unavailable(detail, retryAfter)
                        : new ServerException.Refused(detail);
        };
    }

    private static JsonNode parse(String body) {
        try {
            return Json.MAPPER.readTree(body.isBlank() ? "{}" : body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static String text(JsonNode problem, String field) {
        JsonNode value = problem.get(field);
        return value != null && value.isString() ? value.stringValue() : "";
    }

    private static String detail(JsonNode problem, String body) {
        String detail = text(problem, "detail");
        JsonNode errors = problem.get("errors");
        String text = detail.isEmpty() ? body : detail + (errors == null ? "" : " " + errors);
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "..." : line;
    }

    private static long expected(JsonNode problem) {
        for (String field : List.of("expected", "nextOffset", "nextSequence")) {
            JsonNode value = problem.get(field);
            if (value != null && value.isNumber()) {
                return value.longValue();
            }
        }
        return 0;
    }

    private static List<UUID> artifactIds(JsonNode problem) {
        List<UUID> ids = new ArrayList<>();
        JsonNode values = problem.get("artifactIds");
        if (values != null) {
            values.forEach(value -> {
                try {
                    ids.add(UUID.fromString(value.asString()));
                } catch (IllegalArgumentException notAnId) {
                    // An identifier that we did not make names no file of ours.
                }
            });
        }
        return ids;
    }
}
