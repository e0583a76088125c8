package net.buildserver.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactPatternsTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**/*.txt                 | a.txt          | true",
                "**/*.txt                 | a/b/c.txt      | true",
                "*.txt                    | a/b.txt        | false",
                "out/**                   | out/a/b        | true",
                "out/                     | out/a/b        | true",
                "out/**                   | output/a       | false",
                "a/**/b.txt               | a/b.txt        | true",
                "a/**/b.txt               | a/x/y/b.txt    | true",
                "./log?.txt               | log1.txt       | true",
                "log?.txt                 | log12.txt      | false",
                "a+(b).txt                | a+(b).txt      | true",
                "**/*.txt;!**/obj/**      | x/obj/a.txt    | false",
                "**/*.txt ; !obj/** ; b   | b              | true",
                "!a.txt                   | b.txt          | false",
                "dir\\*.txt                | dir/a.txt      | true",
            })
    void patternsMatch(String patterns, String path, boolean matches) {
        assertThat(new ArtifactPatterns(patterns).matches(path)).isEqualTo(matches);
    }

    @Test
    void loopsOfLinksAndTheRepositoryItselfAreNotEntered() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "secret");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/a"), "a");
        Files.createSymbolicLink(folder.resolve("out/loop"), folder);
        Files.createSymbolicLink(folder.resolve("out/link"), folder.resolve("out/a"));
        assertThat(new ArtifactPatterns("**").find(folder)).containsExactly(Path.of("out/a"), Path.of("out/link"));
    }
}
