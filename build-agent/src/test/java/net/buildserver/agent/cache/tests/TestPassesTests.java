package net.buildserver.agent.cache.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.agent.cache.files.FileDigests;
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

    private static final UUID BUILD = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @TempDir
    private Path folder;

    private SharedPacks packs;
    private TestPasses passes;

    @BeforeEach
    void open() throws IOException {
        LocalStore store = new LocalStore(folder.resolve("store"), 1 << 20, InstantSource.system());
        packs = new SharedPacks(
                store, CacheRemote.NONE, new PackReader(PackLimits.DEFAULT), new FileDigests(InstantSource.system()));
        passes = new TestPasses(packs);
    }

    @Test
    void aPassIsFoundByItsKeyOnlyWithItsReportsAndCoverage() throws IOException {
        Path report = Files.writeString(folder.resolve("tests.trx"), "<TestRun/>");
        Path coverage = Files.writeString(folder.resolve("coverage.cobertura.xml"), "<coverage/>");
        passes.keep(
                document("one"),
                new Pass(BUILD, List.of(GREEN), List.of(report), List.of(coverage)),
                folder.resolve("kept"));

        assertThat(passes.known(List.of(document("one"), document("two"))))
                .containsExactly(document("one").key());
        Optional<Pass> found = passes.find(document("one"), folder.resolve("found"));
        assertThat(found).map(Pass::origin).contains(BUILD);
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
        passes.keep(document("one"), new Pass(BUILD, List.of(GREEN), List.of(), List.of()), folder.resolve("kept"));
        try (var packs = Files.list(folder.resolve("store/packs"))) {
            for (Path pack : packs.toList()) {
                Files.writeString(pack, "no pack");
            }
        }
        assertThat(passes.find(document("one"), folder.resolve("found"))).isEmpty();
        assertThat(passes.known(List.of(document("one")))).isEmpty();
    }

    @Test
    void whatHoldsNoResultsOrNamesNoBuildIsNoPass() throws IOException {
        for (String results : List.of("null", "{}", "{\"results\": 1}", "no JSON")) {
            keep(results, BUILD.toString());
            assertThat(passes.find(document("one"), folder.resolve("found")))
                    .as(results)
                    .isEmpty();
        }
        keep("{\"results\": []}", "not an id");
        assertThat(passes.find(document("one"), folder.resolve("found"))).isEmpty();

        keep("{\"results\": []}", BUILD.toString());
        assertThat(passes.find(document("one"), folder.resolve("found"))).isPresent();
    }

    private void keep(String results, String origin) throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("results.json"), results);
        packs.keep(document("one"), List.of("results.json"), kept, origin);
    }

    private static KeyDocument document(String name) {
        return KeyDocument.of(
                KeyKind.Test,
                new ProjectId(name, "", "", ""),
                List.of(new KeyInput(InputClass.Dependency, name, "digest")));
    }
}
