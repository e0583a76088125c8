package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AffectedProjectsTests {
    private static final Path ROOT = Path.of("/ws");
    private static final Path CORE = ROOT.resolve("core/Core.csproj");
    private static final Path OTHER = ROOT.resolve("other/Other.csproj");
    private static final Path CORE_TESTS = ROOT.resolve("tests/core/Core.Tests.csproj");
    private static final Path OTHER_TESTS = ROOT.resolve("tests/other/Other.Tests.csproj");

    private final AffectedProjects projects = new AffectedProjects(List.of(
            facts(CORE, false, Set.of(), Set.of(ROOT.resolve("shared/Linked.cs"))),
            facts(OTHER, false, Set.of(), Set.of()),
            facts(CORE_TESTS, true, Set.of(CORE), Set.of()),
            facts(OTHER_TESTS, true, Set.of(OTHER), Set.of())));

    @Test
    void testsOfDependentsAreAffected() {
        assertThat(tests("core/A.cs")).contains(Set.of(CORE_TESTS));
        assertThat(tests("tests/other/T.cs")).contains(Set.of(OTHER_TESTS));
        assertThat(tests("core/A.cs", "other/B.cs")).contains(Set.of(CORE_TESTS, OTHER_TESTS));
    }

    @Test
    void linkedFilesBelongToTheProjectThatNamesThem() {
        assertThat(tests("shared/Linked.cs")).contains(Set.of(CORE_TESTS));
    }

    @Test
    void whatIsNotKnownAffectsAll() {
        assertThat(tests("shared/Deleted.cs")).isEmpty();
        assertThat(tests("Directory.Build.props")).isEmpty();
        assertThat(tests("core/x.targets")).isEmpty();
        assertThat(tests("global.json")).isEmpty();
    }

    @Test
    void documentsAffectNothing() {
        assertThat(tests("README.md", ".gitignore")).contains(Set.of());
        assertThat(tests()).contains(Set.of());
    }

    private Optional<Set<Path>> tests(String... files) {
        return projects.tests(List.of(files).stream().map(ROOT::resolve).toList());
    }

    private static ProjectFacts facts(Path project, boolean test, Set<Path> references, Set<Path> files) {
        return new ProjectFacts(
                project,
                "net10.0",
                false,
                "Library",
                Path.of("x.dll"),
                "X",
                test,
                false,
                true,
                Set.of(),
                references,
                files);
    }
}
