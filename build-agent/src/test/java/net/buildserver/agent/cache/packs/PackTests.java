package net.buildserver.agent.cache.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of packs, those of honest builds and those of everybody else. */
class PackTests {
    @TempDir
    private Path folder;

    private Path source;
    private Path target;
    private final PackReader reader = new PackReader(new PackLimits(10, 1 << 20));

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        target = Files.createDirectories(folder.resolve("target"));
    }

    @Test
    void whatWasPackedComesOutWithEqualContentsStoredOnce() throws IOException {
        PackManifest manifest =
                manifest(file("bin/a b.dll", "content"), file("obj/ref/ä.dll", "content"), file("bin/x", ""));
        Path pack = write(manifest, "one");
        assertThat(reader.manifest(pack)).isEqualTo(manifest);

        reader.extract(pack, manifest, target, any -> true);

        assertThat(target.resolve("bin/a b.dll")).hasContent("content");
        assertThat(target.resolve("obj/ref/ä.dll")).hasContent("content");
        assertThat(target.resolve("bin/x")).isEmptyFile();
    }

    @Test
    void equalBuildsGiveEqualPacks() throws IOException {
        PackManifest manifest = manifest(file("bin/a.dll", "content"));
        assertThat(write(manifest, "one")).hasSameBinaryContentAs(write(manifest, "two"));
    }

    @Test
    void onlyWantedFilesAreWritten() throws IOException {
        PackManifest manifest = manifest(file("bin/a.dll", "one"), file("bin/b.dll", "two"));
        reader.extract(
                write(manifest, "one"), manifest, target, file -> file.path().endsWith("b.dll"));
        assertThat(target.resolve("bin/a.dll")).doesNotExist();
        assertThat(target.resolve("bin/b.dll")).hasContent("two");
    }

    @Test
    void everyFlippedByteIsNoticedOrHarmlessAndChangesNothing() throws IOException {
        PackManifest manifest = manifest(file("bin/a.dll", "the content of a file"), file("bin/b.dll", "another"));
        byte[] good = Files.readAllBytes(write(manifest, "good"));
        Path bad = folder.resolve("bad");
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x55;
            Files.write(bad, flipped);
            try {
                reader.extract(bad, manifest, target, any -> true);
                assertThat(target.resolve("bin/a.dll")).hasContent("the content of a file");
                Files.delete(target.resolve("bin/a.dll"));
                Files.delete(target.resolve("bin/b.dll"));
            } catch (IOException | PackException expected) {
                refused++;
                assertThat(target.resolve("bin"))
                        .satisfiesAnyOf(
                                bin -> assertThat(bin).doesNotExist(),
                                bin -> assertThat(bin).isEmptyDirectory());
            }
        }
        assertThat(refused).isGreaterThan(good.length / 2);
    }

    @Test
    void cutPackIsRefused() throws IOException {
        PackManifest manifest = manifest(file("bin/a.dll", "x".repeat(5000)));
        byte[] good = Files.readAllBytes(write(manifest, "good"));
        Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> reader.extract(cut, manifest, target, any -> true))
                .isInstanceOf(IOException.class);
        assertThat(target.resolve("bin/a.dll")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/etc/evil",
                "bin/../../evil",
                "bin/./a",
                "bin//a",
                "C:/evil",
                "bin\\..\\evil",
                ".git/hooks/pre",
                "src/.GIT/config",
                "",
                "bin/",
                "a\0b"
            })
    void pathsThatLeadElsewhereAreRefused(String path) throws IOException {
        PackManifest honest = manifest(file("bin/a.dll", "content"));
        PackFile packed = honest.files().getFirst();
        PackManifest forged =
                manifest(new PackFile(path, packed.sizeBytes(), packed.sha256(), false, PackFile.Role.Output));
        Path pack = write(honest, "one");
        assertThatThrownBy(() -> reader.extract(pack, forged, target, any -> true))
                .isInstanceOf(PackException.class);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void linksInTheWorkspaceAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(target.resolve("bin"), outside);
        PackManifest manifest = manifest(file("bin/a.dll", "content"));
        Path pack = write(manifest, "one");
        assertThatThrownBy(() -> reader.extract(pack, manifest, target, any -> true))
                .isInstanceOf(PackException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linkInPlaceOfAFileIsReplacedAndItsTargetKept() throws IOException {
        Path outside = Files.writeString(folder.resolve("precious"), "precious");
        Files.createDirectories(target.resolve("bin"));
        Files.createSymbolicLink(target.resolve("bin/a.dll"), outside);
        PackManifest manifest = manifest(file("bin/a.dll", "content"));
        reader.extract(write(manifest, "one"), manifest, target, any -> true);
        assertThat(outside).hasContent("precious");
        assertThat(target.resolve("bin/a.dll")).hasContent("content");
    }

    @Test
    void packsBeyondTheLimitsAreRefusedBeforeAnythingIsWritten() throws IOException {
        PackManifest big = manifest(file("bin/a.dll", "0".repeat((1 << 20) + 1)));
        Path bomb = write(big, "bomb");
        assertThat(Files.size(bomb)).isLessThan(2000);
        assertThatThrownBy(() -> reader.extract(bomb, big, target, any -> true)).isInstanceOf(PackException.class);
        assertThat(target).isEmptyDirectory();
    }

    private PackFile file(String path, String content) throws IOException {
        Path file = source.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        return new PackFile(path, Files.size(file), FileDigests.read(file), false, PackFile.Role.Output);
    }

    private Path write(PackManifest manifest, String name) throws IOException {
        Path pack = folder.resolve(name + ".tar.zst");
        PackWriter.write(manifest, source, pack);
        return pack;
    }

    private static PackManifest manifest(PackFile... files) {
        ProjectId project = new ProjectId("A.csproj", "net10.0", "Debug", "AnyCPU");
        return new PackManifest(project, new ArrayList<>(List.of(files)), List.of(), Duration.ofSeconds(2));
    }
}
