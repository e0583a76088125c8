package net.buildserver.verification.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link Corpus}: a small solution, few changes. */
class CorpusTests {

    @TempDir
    private Path folder;

    @Test
    void cachedIncrementalAndSharedBuildsPutOutWhatABuildFromScratchDoes() throws IOException {
        assumeTrue(DotnetRuns.find().isPresent(), "needs a .NET SDK; set BUILD_SERVER_TEST_DOTNET_ROOT");
        try (var dotnet = new DotnetRuns(folder)) {
            var differences = new Corpus(folder, dotnet).generated(8, false, CorpusChanges.few());
            assertThat(differences).isEmpty();
        }
    }
}
