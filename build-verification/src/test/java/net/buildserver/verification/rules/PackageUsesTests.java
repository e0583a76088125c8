package net.buildserver.verification.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which feature packages of a module may use which: all that do stand in the table {@code package-uses.txt}, so that a new
 * dependency is seen and wanted. Written anew with {@code -Dpage.write=true}.
 */
class PackageUsesTests {

    private static final Path TABLE = Path.of("src/test/resources/package-uses.txt");

    @Test
    void everyUseStandsInTheTable() throws IOException {
        var uses = uses(Code.PRODUCTION);
        if (Boolean.getBoolean("page.write")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, uses);
        }

        assertThat(uses).isEqualTo(Files.readString(TABLE));
    }

    @Test
    void useThatIsNotInTheTableIsFound() {
        assertThat(uses(Code.fixture("cycles"))).isEqualTo("orchestrator.builds: tasks\norchestrator.tasks: builds\n");
    }

    private static String uses(Code code) {
        var uses = new TreeMap<String, Set<String>>();
        for (var user : code.classes()) {
            for (var dependency : user.getDirectDependenciesFromSelf()) {
                var from = feature(code, user);
                var to = feature(code, dependency.getTargetClass().getBaseComponentType());
                if (from.isPresent() && to.isPresent() && isOtherOfSameModule(from.get(), to.get())) {
                    uses.computeIfAbsent(from.get().toString(), ignored -> new TreeSet<>())
                            .add(to.get().name());
                }
            }
        }
        return uses.entrySet().stream().map(PackageUsesTests::line).collect(joining());
    }

    private static String line(Map.Entry<String, Set<String>> use) {
        return use.getKey() + ": " + String.join(", ", use.getValue()) + "\n";
    }

    private static boolean isOtherOfSameModule(Feature from, Feature to) {
        return from.module().equals(to.module()) && !from.equals(to);
    }

    // "net.buildserver.agent.cache.keys" is the feature cache of the module agent; what wires a module lies above its
    // features.
    private static Optional<Feature> feature(Code code, JavaClass member) {
        if (!member.getPackageName().startsWith(code.root() + ".")) {
            return Optional.empty();
        }
        var parts = member.getPackageName().substring(code.root().length() + 1).split("\\.", -1);
        return parts.length < 2 ? Optional.empty() : Optional.of(new Feature(parts[0], parts[1]));
    }

    private record Feature(String module, String name) {

        @Override
        public String toString() {
            return module + "." + name;
        }
    }
}
