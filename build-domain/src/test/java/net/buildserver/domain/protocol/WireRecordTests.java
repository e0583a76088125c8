package net.buildserver.domain.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds every record of the protocol to its JSON file; server and agent read the same files in their own tests. */
class WireRecordTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Class<?>> records() throws IOException {
        Path classes = Path.of("target/classes/net/buildserver/domain/protocol");
        try (Stream<Path> files = Files.list(classes)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(Class::isRecord)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordAndFileHoldTheSame(Class<?> type) throws IOException {
        JsonNode file = example(type);
        JsonNode written = writtenAndRead(JSON.treeToValue(file, type));
        assertThat(written).isEqualTo(file);
    }

    @ParameterizedTest
    @MethodSource("records")
    void unknownFieldsAreIgnored(Class<?> type) throws IOException {
        ObjectNode fromTheFuture = (ObjectNode) example(type);
        JsonNode original = fromTheFuture.deepCopy();
        fromTheFuture.put("addedInALaterVersion", 1);
        assertThat(writtenAndRead(JSON.treeToValue(fromTheFuture, type))).isEqualTo(original);
    }

    @Test
    void missingFieldIsNamed() throws IOException {
        ObjectNode finish = (ObjectNode) example(FinishReport.class);
        finish.remove("outcome");
        assertThatThrownBy(() -> JSON.treeToValue(finish, FinishReport.class))
                .hasRootCauseInstanceOf(MissingFieldException.class)
                .rootCause()
                .hasMessageContaining("'outcome'");
    }

    @Test
    void credentialNeverShowsItself() {
        assertThat(new AgentCredential("a", "bsac_secret").toString()).doesNotContain("bsac_secret");
    }

    private static JsonNode writtenAndRead(Object message) {
        return JSON.readTree(JSON.writeValueAsString(message));
    }

    private static Class<?> load(String simpleName) {
        try {
            return Class.forName(WireRecordTests.class.getPackageName() + "." + simpleName);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static JsonNode example(Class<?> type) throws IOException {
        String name = "/protocol/" + type.getSimpleName() + ".json";
        try (InputStream file = WireRecordTests.class.getResourceAsStream(name)) {
            assertThat(file)
                    .as("every record needs an example: src/test/resources" + name)
                    .isNotNull();
            return JSON.readTree(file);
        }
    }
}
