package net.buildserver.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.VerifiedHit;
import org.junit.jupiter.api.Test;

/** Which hits are built again, and what counts as another outcome. */
class VerificationTests {
    private static final ProjectId APP = new ProjectId("App.csproj", "net10.0", "Debug", "AnyCPU");

    @Test
    void filesWithOtherBytesOrMissingOnesAreNamedAndCopiesAreNot() {
        PackManifest cached =
                manifest(file("App.dll", "1"), file("App.pdb", "1"), file("gone.txt", "1"), file("Lib.dll", "1"));
        PackManifest built = new PackManifest(
                APP,
                List.of(
                        file("App.dll", "2"),
                        file("App.pdb", "1"),
                        file("obj/App.staticwebassets.endpoints.json", "3")),
                List.of(new CopiedFile("Lib.dll", "Lib/Lib.dll")),
                "basis",
                List.of(),
                Duration.ZERO);
        assertThat(ManifestDifference.between(cached, built)).containsExactly("App.dll", "gone.txt");
        assertThat(ManifestDifference.between(cached, cached)).isEmpty();
    }

    @Test
    void chosenHitsAreBuiltAndComparedAndOthersStay() {
        Map<ProjectId, Hit> hits = new HashMap<>(Map.of(APP, hit(manifest(file("App.dll", "1")))));
        Verification none = new Verification(0, "seed");
        none.choose(hits);
        assertThat(hits).containsOnlyKeys(APP);
        assertThat(none.compare(Map.of(APP, manifest(file("App.dll", "2"))))).isEmpty();

        Verification all = new Verification(100, "seed");
        all.choose(hits);
        assertThat(hits).isEmpty();
        assertThat(all.compare(Map.of(APP, manifest(file("App.dll", "2")))))
                .containsExactly(new VerifiedHit(APP, "build 1", List.of("App.dll")));
    }

    @Test
    void shareIsAboutWhatWasAskedFor() {
        int chosen = 0;
        for (int build = 0; build < 1_000; build++) {
            Map<ProjectId, Hit> hits = new HashMap<>(Map.of(APP, hit(manifest())));
            new Verification(20, "build " + build).choose(hits);
            chosen += hits.isEmpty() ? 1 : 0;
        }
        assertThat(chosen).isBetween(130, 270);
    }

    private static Hit hit(PackManifest manifest) {
        return new Hit(HitKind.Full, new CacheEntry("key", KeyKind.Full, "", "digest", 1, manifest, "build 1"));
    }

    private static PackManifest manifest(PackFile... files) {
        return new PackManifest(APP, List.of(files), List.of(), Duration.ZERO);
    }

    private static PackFile file(String path, String digest) {
        return new PackFile(path, 1, digest, false, PackFile.Role.Output);
    }
}
