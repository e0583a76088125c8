package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishProjectTests {
    @TempDir
    Path folder;

    @Test
    void everyApplicationHasAFolderOfItsOwn() {
        var named = PublishProject.named(List.of(
                application("b/App.csproj", "net10.0", false),
                application("a/App.csproj", "net10.0", false),
                application("c/Tool.csproj", "net10.0", true),
                application("c/Tool.csproj", "net8.0", true)));

        assertThat(named.keySet()).containsExactly("App", "App-2", "Tool-net10.0", "Tool-net8.0");
        assertThat(named.get("App").project()).isEqualTo(folder.resolve("a/App.csproj"));
    }

    @Test
    void namesCannotAddPropertiesAndPathsAreEscaped() throws Exception {
        var file = folder.resolve("publish.proj");

        PublishProject.write(
                file,
                PublishProject.named(List.of(application("$(x)/A;Evil=1.csproj", "net10.0", false))),
                folder,
                path -> Path.of("/src").resolve(folder.relativize(path)));

        assertThat(Files.readString(file))
                .contains("\"/src/%24(x)/A%3BEvil=1.csproj\"")
                .contains("=/src/A_Evil_1/\"")
                .doesNotContain(";");
    }

    private ProjectFacts application(String project, String framework, boolean multiTargeted) {
        return new ProjectFacts(
                folder.resolve(project),
                framework,
                multiTargeted,
                "Exe",
                folder.resolve("App.dll"),
                "App",
                false,
                false,
                true,
                Set.of(),
                Set.of(),
                Set.of(),
                null);
    }
}
