package net.buildserver.agent.cache.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.cache.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheRulesTests {
    @TempDir
    private Path root;

    @Test
    void anOrdinaryProjectIsCached() throws IOException {
        assertThat(reasons(project("A", Map.of()))).isEmpty();
    }

    @Test
    void whatTheCacheCannotFollowIsNamed() throws IOException {
        assertThat(reasons(project("A", Map.of("restored", "")))).containsExactly("it was not restored");
        assertThat(reasons(project("A", Map.of("wpf", "true")))).containsExactly("WPF compiles it twice");
        assertThat(reasons(project("A", Map.of("events", "true")))).containsExactly("it has a build event");
        assertThat(reasons(project("A", Map.of("packOnBuild", "true")))).containsExactly("building it makes a package");
        assertThat(reasons(project("A", Map.of("fileList", "")))).containsExactly("it keeps no list of what it writes");
        assertThat(reasons(project("A", Map.of("target", "host:/elsewhere/A.dll"))))
                .containsExactly("its outputs lie outside the repository");
        assertThat(reasons(project("A", Map.of("optOut", "false"))))
                .containsExactly("the project sets BuildServerCache to false");
    }

    @Test
    void versionsFromTheHistoryAreNamed() throws IOException {
        ProjectFacts facts = with(project("A", Map.of()), List.of("MinVer/8.0.0=sha"), List.of());
        assertThat(reasons(facts)).containsExactly("the package minver reads the history of the repository");
    }

    @Test
    void stepsOfTheRepositoryAreNamedWithTheirFileAndThoseOfPackagesAreNot() throws IOException {
        Files.writeString(
                root.resolve("steps.targets"), "<Project><Target Name=\"T\"><WriteLinesToFile /></Target></Project>");
        ProjectFacts facts = with(
                project("A", Map.of()), List.of(), List.of("steps.targets", "packages:x/y.targets", "sdk:z.targets"));
        assertThat(reasons(facts))
                .containsExactly("a target of its own runs the task WriteLinesToFile (steps.targets)");
    }

    @Test
    void twoProjectsInOneFolderAreBothNamed() throws IOException {
        ProjectFacts one = project("A", Map.of("target", "out/A.dll"));
        ProjectFacts two = project("B", Map.of("target", "out/B.dll"));
        List<ProjectFacts> judged = rules().judge(List.of(one, two));
        assertThat(judged)
                .allSatisfy(facts ->
                        assertThat(facts.reasons()).containsExactly("another project writes into the same folder out"));
    }

    @Test
    void packagesThatRewriteAssembliesAreKnown() throws IOException {
        assertThat(with(project("A", Map.of()), List.of("Costura.Fody/6.0.0=sha"), List.of())
                        .isRewritten())
                .isTrue();
        assertThat(project("A", Map.of()).isRewritten()).isFalse();
    }

    private List<String> reasons(ProjectFacts facts) throws IOException {
        return rules().judge(List.of(facts)).getFirst().reasons();
    }

    private CacheRules rules() {
        return new CacheRules(new Roots(root, root, root.resolve("p"), root.resolve("s"), true));
    }

    private ProjectFacts project(String name, Map<String, String> changed) throws IOException {
        String path = name + "/" + name + ".csproj";
        Files.createDirectories(root.resolve(name));
        Files.writeString(root.resolve(path), "<Project />");
        Map<String, String> properties = new HashMap<>(Map.of(
                "restored", "true", "target", name + "/bin/" + name + ".dll", "fileList", "x.FileListAbsolute.txt"));
        properties.putAll(changed);
        return new ProjectFacts(
                new ProjectId(path, "net10.0", "Debug", "AnyCPU"),
                properties,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static ProjectFacts with(ProjectFacts facts, List<String> packages, List<String> imports) {
        return new ProjectFacts(facts.id(), facts.properties(), List.of(), List.of(), imports, packages, List.of());
    }
}
