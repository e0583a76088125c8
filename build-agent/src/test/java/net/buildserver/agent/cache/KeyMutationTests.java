package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.TestSdk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes one input of each class and asks which projects have another key; nothing is built. */
class KeyMutationTests {
    private static final String[] ALL = {"Core", "Lib", "App", "Views", "Web", "Tests"};

    @TempDir
    private Path folder;

    private CachingAgent agent;
    private MixedSolution solution;
    private Map<String, String> keys = Map.of();

    @BeforeEach
    void findSdk() throws IOException {
        Optional<TestSdk> sdk = TestSdk.find();
        assumeTrue(sdk.isPresent() && sdk.get().feed().isPresent(), "needs a .NET SDK and the package feed");
        agent = new CachingAgent(folder.resolve("agent"), TestSdk.packages(), sdk.get());
        solution = MixedSolution.create(folder.resolve("one"));
        keys = agent.keys(solution.root());
        assertThat(keys).hasSize(7).doesNotContainValue("none");
    }

    @AfterEach
    void endProcesses() {
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void everyInputChangesTheKeysOfWhatDependsOnItAndOfNothingElse() throws IOException {
        assertThat(changed()).isEmpty();
        solution.replace("src/Lib/Lib.cs", "+", "-");
        assertThat(changed()).containsExactlyInAnyOrder("Lib", "App", "Tests");
        solution.replace("linked/Linked.cs", "\"linked\"", "\"changed\"");
        assertThat(changed()).containsExactlyInAnyOrder("Lib", "App", "Tests");
        solution.write("src/Core/data.txt", "other data");
        assertThat(changed()).containsExactlyInAnyOrder(ALL);
        solution.write("src/Core/core.settings.json", "{ }");
        assertThat(changed()).containsExactlyInAnyOrder(ALL);
        solution.write("src/Web/appsettings.json", "{ }");
        assertThat(changed()).containsExactlyInAnyOrder("Web");
        solution.write("src/Views/Pages/Hello.cshtml", "@page\n<p>other</p>\n");
        assertThat(changed()).containsExactlyInAnyOrder("Views", "Web");
        solution.write("src/Web/wwwroot/site.js", "2;\n");
        assertThat(changed()).containsExactlyInAnyOrder("Web");
        solution.write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS0219.severity = none\n");
        assertThat(changed()).containsExactlyInAnyOrder(ALL);
        assertThat(agent.commands).as("no MSBuild for any of these").isEmpty();

        solution.write("src/Lib/.editorconfig", "[*.cs]\nindent_size = 2\n");
        assertThat(changed()).containsExactlyInAnyOrder("Lib", "App", "Tests");
        solution.delete("src/Core/Extra.cs");
        assertThat(changed()).containsExactlyInAnyOrder(ALL);
        solution.replace("Directory.Build.props", "enable</Nullable>", "disable</Nullable>");
        assertThat(changed()).containsExactlyInAnyOrder(ALL);
        solution.replace(
                "src/Lib/Lib.csproj", "<PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.3\" />", "");
        assertThat(changed()).containsExactlyInAnyOrder("Lib", "App", "Tests");
        solution.replace(
                "src/Tests/Tests.csproj",
                "<PackageReference Include=\"xunit\" Version=\"2.9.3\" />",
                "<PackageReference Include=\"xunit\" Version=\"2.9.3\" />"
                        + "<PackageReference Include=\"xunit.analyzers\" Version=\"2.2.0\" />");
        assertThat(changed()).as("another version of a package").containsExactlyInAnyOrder("Tests");
        agent.variables.put("CHANNEL", "beta");
        assertThat(changed()).as("any project may read a variable").containsExactlyInAnyOrder(ALL);
        Files.writeString(solution.root().resolve("README.md"), "Nobody builds this.\n");
        assertThat(changed()).isEmpty();
    }

    private List<String> changed() throws IOException {
        Map<String, String> before = keys;
        keys = agent.keys(solution.root());
        return keys.entrySet().stream()
                .filter(key -> !key.getValue().equals(before.get(key.getKey())))
                .map(key -> key.getKey().replaceAll(".*/(\\w+)\\.csproj.*", "$1"))
                .distinct()
                .toList();
    }
}
