package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.cache.facts.DependencyFact;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.keys.ProjectKeys;
import net.buildserver.domain.cache.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a project without a key means for those that need it. */
class BuildKeysTests {
    private static final ProjectId GENERATOR = project("Generator");
    private static final ProjectId LIBRARY = project("Library");
    private static final ProjectId USER = project("User");

    @TempDir
    private Path folder;

    @Test
    void compilersThatRunAProjectWithoutAKeyHaveNoneEither() throws IOException {
        BuildKeys keys = keys(List.of("it has a build event"));

        assertThat(keys.compile(USER, Map.of(LIBRARY, "reference"))).isEmpty();
        assertThat(keys.isFullSafe(USER)).isFalse();
        assertThat(keys.reasons(USER)).singleElement().asString().contains("Generator");
    }

    @Test
    void compilersThatRunAProjectDependOnAllOfIt() throws IOException {
        BuildKeys keys = keys(List.of());

        assertThat(keys.compile(USER, Map.of(LIBRARY, "reference"))).isPresent();
        assertThat(keys.compile(USER, Map.of(LIBRARY, "reference"))
                        .orElseThrow()
                        .text())
                .contains(keys.full(GENERATOR).key())
                .contains("reference")
                .doesNotContain(keys.full(LIBRARY).key());
        assertThat(keys.compile(USER, Map.of())).as("nobody knows the library").isEmpty();
    }

    private BuildKeys keys(List<String> reasonsOfGenerator) throws IOException {
        List<ProjectFacts> projects = List.of(
                facts(GENERATOR, List.of(), reasonsOfGenerator),
                facts(LIBRARY, List.of(), List.of()),
                facts(
                        USER,
                        List.of(
                                new DependencyFact(GENERATOR.path(), "net10.0", false),
                                new DependencyFact(LIBRARY.path(), "net10.0", true)),
                        List.of()));
        FileDigests digests = new FileDigests(InstantSource.system());
        Roots roots = new Roots(folder, folder, folder, folder, true);
        KeptFacts kept = new KeptFacts(folder.resolve("facts"), digests);
        kept.offer(
                "any", JsonMapper.shared().writeValueAsString(Map.of("projects", projects, "importDigests", Map.of())));
        SolutionRequest request = new SolutionRequest("All.slnx", "Debug", "", Map.of(), Map.of(), "10.0.100", "");
        SolutionFacts facts = kept.find("any", roots).orElseThrow();
        return new BuildKeys(facts, new ProjectKeys(facts, request, roots, digests), SolutionPart.ALL);
    }

    private static ProjectFacts facts(ProjectId project, List<DependencyFact> needs, List<String> reasons) {
        return new ProjectFacts(project, Map.of(), List.of(), needs, List.of(), List.of(), reasons);
    }

    private static ProjectId project(String name) {
        return new ProjectId(name + "/" + name + ".csproj", "net10.0", "Debug", "AnyCPU");
    }
}
