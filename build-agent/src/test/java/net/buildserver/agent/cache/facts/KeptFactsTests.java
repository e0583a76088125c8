package net.buildserver.agent.cache.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import net.buildserver.agent.cache.files.FileDigests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFactsTests {
    private static final String FINGERPRINT = "fingerprint";

    @TempDir
    private Path folder;

    @Test
    void damagedFactsAreForgottenAndAskedForAgain() throws IOException {
        KeptFacts facts = new KeptFacts(folder, new FileDigests(InstantSource.system()));
        Roots roots = new Roots(folder, folder, folder, folder, true);
        for (String damaged : new String[] {"", "{\"projects\":[", "[1]", "null", "{\"projects\":7}"}) {
            Path file = Files.writeString(folder.resolve(KeptFacts.fileName(FINGERPRINT)), damaged);
            assertThat(facts.find(FINGERPRINT, roots)).as(damaged).isEqualTo(Optional.empty());
            assertThat(file).as(damaged).doesNotExist();
        }
    }
}
