package net.buildserver.agent.cache.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.cache.store.SharedPacks;
import net.buildserver.agent.cache.tests.TestPasses.Pass;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPassesTests {
    private static final TestCaseResult GREEN = new TestCaseResult(
            "Tests", null, "A.B", "C", TestOutcome.Passed, Duration.ofMillis(3), null, null, "said", false, null);

    @TempDir
    private Path folder;

    private TestPasses passes;

    @BeforeEach
    void open() throws IOException {
        LocalStore store = new LocalStore(folder.resolve("store"), 1 << 20, InstantSource.system());
        passes = new TestPasses(new SharedPacks(store, CacheRemote.NONE, new PackReader(PackLimits.DEFAULT)));
    }

    @Test
    void aPassIsFoundByItsKeyOnlyWithItsReportsAndCoverage() throws IOException {
        Path report = Files.writeString(folder.resolve("tests.trx"), "<TestRun/>");
        Path coverage = Files.writeString(folder.resolve("coverage.cobertura.xml"), "<coverage/>");
        passes.keep(
                document("one"),
                new Pass("build 1", List.of(GREEN), List.of(report), List.of(coverage)),
                folder.resolve("kept"));

        assertThat(passes.known(List.of(document("one"), document("two"))))
                .containsExactly(document("one").key());
        Optional<Pass> found = passes.find(document("one"), folder.resolve("found"));
        assertThat(found).map(Pass::origin).contains("build 1");
        assertThat(found.orElseThrow().results()).containsExactly(GREEN);
        assertThat(found.orElseThrow().reports())
                .singleElement()
                .satisfies(file -> assertThat(file).hasFileName("tests.trx").hasContent("<TestRun/>"));
        assertThat(found.orElseThrow().coverage())
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("<coverage/>"));
        assertThat(passes.find(document("two"), folder.resolve("other"))).isEmpty();
    }

    @Test
    void aDamagedPassIsNoneAndIsForgotten() throws IOException {
        passes.keep(document("one"), new Pass("build 1", List.of(GREEN), List.of(), List.of()), folder.resolve("kept"));
        try (var packs = Files.list(folder.resolve("store/packs"))) {
            for (Path pack : packs.toList()) {
                Files.writeString(pack, "no pack");
            }
        }
        assertThat(passes.find(document("one"), folder.resolve("found"))).isEmpty();
        assertThat(passes.known(List.of(document("one")))).isEmpty();
    }

    private static KeyDocument document(String name) {
        return KeyDocument.of(
                KeyKind.Test,
                new ProjectId(name, "", "", ""),
                List.of(new KeyInput(InputClass.Dependency, name, "digest")));
    }
}
