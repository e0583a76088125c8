package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.TestSdk;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.sandbox.Access;
import net.buildserver.agent.sandbox.AttemptFolders;
import net.buildserver.agent.sandbox.EgressRules;
import net.buildserver.agent.sandbox.EnclosedStep;
import net.buildserver.agent.sandbox.Enclosure;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.sandbox.SandboxFolders;
import net.buildserver.agent.sandbox.SandboxLevel;
import net.buildserver.agent.signal.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds in two folders of this machine that both are seen as the canonical root, as on two agents. */
class CanonicalRootTests {
    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private TestSdk sdk;

    @BeforeEach
    void findSdk() {
        sdk = TestSdk.find().filter(found -> found.feed().isPresent()).orElse(null);
        assumeTrue(sdk != null, "needs a .NET SDK and the package feed");
        assumeTrue(sandbox(folder, folder).level() == SandboxLevel.BUBBLEWRAP, "needs bubblewrap and user namespaces");
    }

    @Test
    void outputsOfTwoAgentsAreEqualByteForByteAndRestoreProductsFitTheOther() throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Path one = MixedSolution.create(folder.resolve("one/deeper/src")).root();
        restore(one, packages);
        Map<String, String> restored = restoreProducts(one);
        build(one, packages);

        // The second agent has the same packages in another folder, and the first one's restore products.
        Path otherPackages = folder.resolve("other");
        Files.move(packages, otherPackages);
        Path two = MixedSolution.create(folder.resolve("two/src")).root();
        for (String product : restored.keySet()) {
            Files.createDirectories(two.resolve(product).getParent());
            Files.copy(one.resolve(product), two.resolve(product));
        }
        restore(two, otherPackages);
        assertThat(lines).filteredOn(line -> line.contains("Restored ")).isEmpty();
        assertThat(restoreProducts(two)).isEqualTo(restored);
        build(two, otherPackages);

        Map<String, String> outputs = Outputs.of(one);
        assertThat(outputs.keySet())
                .anyMatch(name -> name.endsWith("Views.dll"))
                .anyMatch(name -> name.endsWith("Web.pdb"));
        assertThat(Outputs.of(two)).isEqualTo(outputs);
    }

    private void restore(Path root, Path packages) throws IOException {
        String source = sdk.feed().orElseThrow().toString();
        dotnet(root, packages, Access.SOURCES, "restore", "--source", source, "-p:NuGetAudit=false");
    }

    private void build(Path root, Path packages) throws IOException {
        dotnet(root, packages, Access.SEALED, "build", "--no-restore");
    }

    private void dotnet(Path root, Path packages, Access access, String... arguments) throws IOException {
        lines.clear();
        DotnetInstallation installation = DotnetInstallation.read(sdk.root()).orElseThrow();
        Path temporary = Files.createTempDirectory("bst").toRealPath();
        Enclosure enclosure = sandbox(packages.toRealPath(), temporary)
                .enclose(new AttemptFolders(root.toRealPath(), temporary, List.of()));
        List<String> command = new ArrayList<>(List.of(installation.program().toString(), arguments[0]));
        command.add(root.toRealPath().resolve(MixedSolution.SOLUTION).toString());
        command.addAll(List.of(arguments).subList(1, arguments.length));
        UUID attempt = UUID.randomUUID();
        Map<String, String> environment =
                BuildEnvironment.ofTools(new BuildEnvironment(System.getenv(), temporary, packages, true)
                        .of(attempt, installation, temporary, Map.of()));
        ProcessRequest request = new ProcessRequest(command, root.toRealPath(), environment);
        try (EnclosedStep step = enclosure.open(access, lines::add)) {
            assertThat(new ProcessRunner()
                            .run(step.enclose(request), new Cancellation(), lines::add)
                            .exitCode())
                    .as("%s", String.join("\n", lines))
                    .isZero();
        }
    }

    private Sandbox sandbox(Path packages, Path scratch) {
        SandboxFolders folders =
                new SandboxFolders(packages, List.of(sdk.root(), sdk.feed().orElseThrow()));
        EgressRules egress = EgressRules.of(List.of(sdk.feed().orElseThrow().toString()), List.of());
        return Sandbox.open(SandboxLevel.BUBBLEWRAP, folders, egress, scratch);
    }

    private static Map<String, String> restoreProducts(Path root) throws IOException {
        Map<String, String> products = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (name.matches(".*/obj/(project\\.(assets\\.json|nuget\\.cache)|[^/]*\\.nuget\\.[^/]*)")) {
                    products.put(name, FileDigests.read(file));
                }
            }
        }
        return products;
    }
}
