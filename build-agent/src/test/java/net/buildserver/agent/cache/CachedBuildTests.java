package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.buildserver.agent.TestSdk;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyDifference;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.log.Diagnostic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a solution of many kinds of projects with the real SDK, again and again. */
class CachedBuildTests {
    @TempDir
    private Path folder;

    private CachingAgent agent;

    @BeforeEach
    void findSdk() throws IOException {
        Optional<TestSdk> sdk = TestSdk.find();
        assumeTrue(sdk.isPresent() && sdk.get().feed().isPresent(), "needs a .NET SDK and the package feed");
        agent = new CachingAgent(folder.resolve("agent"), TestSdk.packages(), sdk.get());
    }

    @AfterEach
    void endProcesses() {
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void onlyWhatChangedIsBuiltAndOutputsAreThoseOfABuildFromScratch() throws IOException {
        MixedSolution solution = MixedSolution.create(folder.resolve("one"));
        CachedBuildResult cold = agent.build(solution.root());
        assertThat(cold.exitCode()).isZero();
        assertThat(hits(cold)).containsOnly(HitKind.Miss);
        everyProjectWaitsThenIsBuiltThenIsDone(cold);
        Map<String, String> built = Outputs.of(solution.root());

        MixedSolution.create(folder.resolve("one-again"));
        delete(folder.resolve("one"));
        Files.move(folder.resolve("one-again"), folder.resolve("one"));
        CachedBuildResult warm = agent.build(solution.root());
        assertThat(hits(warm)).containsOnly(HitKind.Full);
        assertThat(agent.moved).hasSize(7).allMatch(project -> project.endsWith(" Done"));
        assertThat(agent.commands).isEmpty();
        assertThat(Outputs.of(solution.root())).isEqualTo(built);
        assertThat(warm.projects().stream()
                        .flatMap(project -> project.replayed().stream())
                        .map(Diagnostic::code))
                .contains("CS0219", "OWN001");

        solution.replace("src/Core/Core.cs", "\"one\"", "\"two\"");
        CachedBuildResult body = agent.build(solution.root());
        assertThat(body.exitCode()).isZero();
        assertThat(missed(body)).containsExactly("src/Core/Core.csproj@net10.0", "src/Core/Core.csproj@netstandard2.1");
        assertThat(body.count(HitKind.Compile)).isEqualTo(5);
        assertThat(body.projects().getFirst().differences().stream().map(KeyDifference::sentence))
                .containsExactly("Source src/Core/Core.cs changed");
        assertThat(agent.commands).as("no restore").containsExactly("build");
        assertThat(agent.lines)
                .as("MSBuild sees no project but the changed one")
                .noneMatch(line -> line.contains("Lib ->"));
        Map<String, String> afterBody = Outputs.of(solution.root());
        agent.build(solution.root(), false);
        assertThat(Outputs.of(solution.root())).isEqualTo(afterBody);
        signatureChangeCompilesWhatSeesIt(solution);
        damagedPackIsBuiltAgain(solution);
    }

    private void everyProjectWaitsThenIsBuiltThenIsDone(CachedBuildResult built) {
        int projects = built.projects().size();
        assertThat(agent.moved.subList(0, projects)).allMatch(project -> project.endsWith(" Waiting"));
        assertThat(agent.moved.subList(projects, agent.moved.size()))
                .anyMatch(project -> project.endsWith(" Building"));
        assertThat(agent.moved.indexOf("src/Lib/Lib.csproj@net10.0 Building"))
                .isLessThan(agent.moved.indexOf("src/Lib/Lib.csproj@net10.0 Done"));
        assertThat(built.projects()).extracting(ProjectOutcome::state).containsOnly(ProjectState.Done);
    }

    @Test
    void brokenProjectFailsAndWhatNeedsItIsNotBuilt() throws IOException {
        MixedSolution solution = MixedSolution.create(folder.resolve("one"));
        solution.replace("src/Lib/Lib.cs", "Sum {", "Sum : Nothing {");

        CachedBuildResult broken = agent.build(solution.root());

        assertThat(broken.exitCode()).isNotZero();
        assertThat(broken.projects().stream().map(project -> project.project().name() + " " + project.state()))
                .contains(
                        "src/Core/Core.csproj@net10.0 Done",
                        "src/Lib/Lib.csproj@net10.0 Failed",
                        "src/App/App.csproj@net10.0 NotBuilt",
                        "src/Tests/Tests.csproj@net10.0 NotBuilt");
    }

    private void signatureChangeCompilesWhatSeesIt(MixedSolution solution) throws IOException {
        solution.replace("src/Lib/Lib.cs", "Of()", "Of(int plus = 0)");
        CachedBuildResult signature = agent.build(solution.root());
        assertThat(signature.exitCode()).as(String.join("\n", agent.lines)).isZero();
        assertThat(missed(signature))
                .containsExactlyInAnyOrder(
                        "src/Lib/Lib.csproj@net10.0", "src/App/App.csproj@net10.0", "src/Tests/Tests.csproj@net10.0");
        assertThat(signature.count(HitKind.Full)).isEqualTo(4);
    }

    private void damagedPackIsBuiltAgain(MixedSolution solution) throws IOException {
        Map<String, String> before = Outputs.of(solution.root());
        Path pack = agent.newestPack(new ProjectId("src/App/App.csproj", "net10.0", "Debug", "AnyCPU"));
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);
        delete(solution.root().resolve("src/App/bin"));
        CachedBuildResult again = agent.build(solution.root());
        assertThat(missed(again)).containsExactly("src/App/App.csproj@net10.0");
        assertThat(again.exitCode()).isZero();
        assertThat(Outputs.of(solution.root())).isEqualTo(before);
    }

    private static List<HitKind> hits(CachedBuildResult result) {
        return result.projects().stream().map(ProjectOutcome::hit).toList();
    }

    private static List<String> missed(CachedBuildResult result) {
        return result.projects().stream()
                .filter(project -> project.hit() == HitKind.Miss)
                .map(project -> project.project().name())
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
