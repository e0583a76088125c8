package net.buildserver.agent.cache.nuget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.buildserver.agent.TestSdk;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.cache.store.SharedPacks;
import net.buildserver.domain.cache.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages go from agent to agent by their content, and what is not what it should be goes nowhere. */
class SharedPackagesTests {
    // As the lock files of any repository have it.
    private static final String XUNIT =
            "/Kq28fCE7MjOV42YLVRAJzRF0WmEqsmflm0cfpMjGtzQ2lR5mYVj1/i0Y8uDAOLczkL3/jArrwehfMD0YogMAA==";

    @TempDir
    private Path folder;

    private final Remote remote = new Remote();
    private final List<String> lines = new ArrayList<>();

    @Test
    void signedPackageHasTheContentHashOfLockFilesAndIsTakenByAnotherAgent() throws IOException {
        Path nupkg = feed().resolve("xunit.assert.2.9.3.nupkg");
        assertThat(ContentHash.of(nupkg)).isEqualTo(XUNIT);
        PackageName name = PackageName.parse("xunit.assert/2.9.3=" + XUNIT).orElseThrow();
        Unpacking.unpack(name, nupkg, Files.createDirectories(folder.resolve("one")));
        agent("one").keep("lock", List.of(name.text()), scratch(), "build");

        SharedPackages other = agent("two");
        assertThat(other.areHere(List.of(name.text()))).isFalse();
        other.fetch("another lock", scratch());
        assertThat(other.areHere(List.of(name.text()))).isFalse();
        other.fetch("lock", scratch());
        assertThat(other.areHere(List.of(name.text()))).isTrue();
        assertThat(lines).containsExactly("Took 1 of 1 NuGet packages from the shared cache");
        assertThat(folder.resolve("two/xunit.assert/2.9.3/lib/netstandard1.1/xunit.assert.dll"))
                .exists();
        assertThat(folder.resolve("two/xunit.assert/2.9.3/xunit.assert.nuspec")).exists();
        assertThat(folder.resolve("two/xunit.assert/2.9.3/_rels")).doesNotExist();
    }

    @Test
    void packageWithAnotherContentIsNotTaken() throws IOException {
        Path nupkg = feed().resolve("xunit.assert.2.9.3.nupkg");
        PackageName name = PackageName.parse("xunit.assert/2.9.3=" + XUNIT).orElseThrow();
        Unpacking.unpack(name, nupkg, Files.createDirectories(folder.resolve("one")));
        agent("one").keep("lock", List.of(name.text()), scratch(), "build");
        remote.replaceNupkg(Files.readAllBytes(feed().resolve("xunit.core.2.9.3.nupkg")));

        agent("two").fetch("lock", scratch());

        assertThat(folder.resolve("two/xunit.assert")).doesNotExist();
        assertThat(remote.damaged).hasSize(1);
        assertThat(lines).first().asString().contains("has another content");
    }

    @Test
    void packageThatLeadsOutOfItsFolderOrIsDamagedLeavesNothing() throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        PackageName name = PackageName.parse("evil/1.0.0=").orElseThrow();
        for (String path :
                List.of("../../evil.txt", "/evil.txt", "lib/..%2f..%2f..%2fevil.txt", "lib\\..\\..\\..\\evil.txt")) {
            Path nupkg = zip(path);
            assertThatThrownBy(() -> Unpacking.unpack(name, nupkg, packages))
                    .as(path)
                    .isInstanceOf(IOException.class);
        }
        Path broken = Files.writeString(folder.resolve("broken"), "no archive at all, but long enough for one");
        assertThatThrownBy(() -> ContentHash.of(broken)).isInstanceOf(IOException.class);
        try (var left = Files.list(packages)) {
            assertThat(left).isEmpty();
        }
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void namesThatLeadAwayAreNone() {
        for (String name : List.of("../x/1.0.0=", "x/../1.0=", "x", "x/1.0", "a/b/c=", "x/1..0=", "/1.0=")) {
            assertThat(PackageName.parse(name)).as(name).isEmpty();
        }
        assertThat(PackageName.parse("Microsoft.NETCore.App.Ref/10.0.1-RC.1=download"))
                .contains(new PackageName("microsoft.netcore.app.ref", "10.0.1-rc.1", ""));
    }

    private Path zip(String path) throws IOException {
        Path file = folder.resolve("zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(1);
        }
        return file;
    }

    private SharedPackages agent(String name) throws IOException {
        LocalStore store = new LocalStore(folder.resolve("store-" + name), 1 << 20, InstantSource.system());
        SharedPacks packs = new SharedPacks(
                store, remote, new PackReader(PackLimits.DEFAULT), new FileDigests(InstantSource.system()));
        return new SharedPackages(packs, Files.createDirectories(folder.resolve(name)), lines::add);
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(folder.resolve("scratch"));
    }

    private static Path feed() {
        var feed = TestSdk.find().flatMap(TestSdk::feed);
        assumeTrue(feed.isPresent(), "needs the package feed");
        return feed.get();
    }

    /** A shared cache in memory. */
    private static final class Remote implements CacheRemote {
        private final Map<String, Entry> entries = new HashMap<>();
        private final Map<String, byte[]> packs = new HashMap<>();
        private final List<String> damaged = new ArrayList<>();

        void replaceNupkg(byte[] other) {
            entries.values().stream()
                    .filter(entry -> entry.kind() == net.buildserver.domain.cache.KeyKind.Package)
                    .forEach(entry -> packs.put(entry.packDigest(), other));
        }

        @Override
        public Answer lookUp(Map<ProjectId, String> keys, boolean earlier) {
            Map<String, Entry> found = new HashMap<>(entries);
            found.keySet().retainAll(keys.values());
            return new Answer(found, Map.of());
        }

        @Override
        public boolean download(Entry entry, Path pack) throws IOException {
            Files.write(pack, packs.get(entry.packDigest()));
            return true;
        }

        @Override
        public void upload(Collection<CacheEntry> made, Path pack) {
            try {
                for (CacheEntry entry : made) {
                    packs.put(entry.packDigest(), Files.readAllBytes(pack));
                    entries.put(
                            entry.key(),
                            new Entry(
                                    entry.key(),
                                    entry.kind(),
                                    entry.packDigest(),
                                    entry.packBytes(),
                                    entry.origin(),
                                    ""));
                }
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }

        @Override
        public synchronized void damaged(String packDigest) {
            damaged.add(packDigest);
        }
    }
}
