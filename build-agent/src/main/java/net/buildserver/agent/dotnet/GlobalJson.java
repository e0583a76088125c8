package net.buildserver.agent.dotnet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the agent reads of a {@code global.json}; which SDK it means is decided by dotnet.
 *
 * @param sdkVersion SDK version that it names, or empty
 * @param rollForward how far from that version dotnet may go, or empty
 * @param allowPrerelease whether dotnet may take previews, or null if it does not say
 * @param testRunner test runner that it names, or empty
 */
public record GlobalJson(
        String sdkVersion, String rollForward, @Nullable Boolean allowPrerelease, String testRunner) {
    /** No {@code global.json}, or one that names nothing. */
    public static final GlobalJson NONE = new GlobalJson("", "", null, "");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** Reads the file's text; comments and trailing commas are allowed as dotnet allows them. */
    public static GlobalJson parse(String text) {
        try {
            JsonNode root = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return new GlobalJson(
                    root.path("sdk").path("version").asString(""),
                    root.path("sdk").path("rollForward").asString(""),
                    prerelease(root.path("sdk").path("allowPrerelease")),
                    root.path("test").path("runner").asString(""));
        } catch (JacksonException malformed) {
            return NONE;
        }
    }

    /** Returns what is wrong with the file's text, or nothing if it can be read. */
    public static Optional<String> problem(String text) {
        try {
            JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.of(malformed.getOriginalMessage() + " (line "
                    + malformed.getLocation().getLineNr() + ")");
        }
    }

    private static @Nullable Boolean prerelease(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : null;
    }

    /** Returns whether {@code dotnet test} runs Microsoft.Testing.Platform here. */
    public boolean usesTestingPlatform() {
        return testRunner.equalsIgnoreCase("Microsoft.Testing.Platform");
    }
}
