package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A submitted build, seen through the API. */
record Build(ApiClient api, String id) {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Cancelled", "TimedOut");

    static Build submit(ApiClient api, BuildOrder order) {
        var accepted = api.post("/api/v1/builds", order.json(), 202);
        assertThat(accepted.path("status").asString()).isEqualTo("Queued");
        return new Build(api, accepted.path("executionId").asString());
    }

    JsonNode status() {
        return api.get(path(""));
    }

    /** Waits until the build is in one of {@code states}, or until it has ended. */
    JsonNode await(String... states) {
        return await(LIMIT, states);
    }

    /** Does the same, for longer or less long. */
    JsonNode await(Duration limit, String... states) {
        return Eventually.find("build " + id + " to end", limit, () -> {
            try {
                var build = status();
                var state = build.path("status").asString();
                return ENDED.contains(state) || Set.of(states).contains(state) ? Optional.of(build) : Optional.empty();
            } catch (NoAnswerException e) {
                return Optional.empty();
            }
        });
    }

    /** Waits until a stage runs, or until the build has ended. */
    JsonNode awaitStage(String stage) {
        return Eventually.find("stage " + stage + " of build " + id, LIMIT, () -> {
            var build = status();
            var ended = ENDED.contains(build.path("status").asString());
            return ended || stageStatus(build, stage).equals("Running") ? Optional.of(build) : Optional.empty();
        });
    }

    static String stageStatus(JsonNode build, String stage) {
        for (var candidate : build.path("stages")) {
            if (candidate.path("name").asString().equals(stage)) {
                return candidate.path("status").asString();
            }
        }
        return "";
    }

    static List<String> stages(JsonNode build) {
        return build.path("stages")
                .valueStream()
                .map(stage -> stage.path("name").asString() + " "
                        + stage.path("status").asString())
                .toList();
    }

    String log() {
        return api.text(path("/logs"));
    }

    JsonNode tests() {
        return api.get(path("/tests"));
    }

    List<JsonNode> artifacts() {
        return api.get(path("/artifacts")).path("artifacts").valueStream().toList();
    }

    /** Downloads an artifact and returns its SHA-256; nothing is kept. */
    String downloadedSha256(JsonNode artifact) {
        try (var bytes = api.download(artifact.path("downloadUrl").asString())) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[64 * 1024];
            for (var count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode cancel() {
        return api.post(path("/cancel"), java.util.Map.of(), 200);
    }

    private String path(String tail) {
        return "/api/v1/builds/" + id + tail;
    }
}
