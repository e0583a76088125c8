package net.buildserver.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of what a manifest says of its files. */
class PackManifestTests {
    private static final PackFile OUTPUT = new PackFile("bin/A.dll", 10, "aa", false, PackFile.Role.Output);
    private static final PackFile REFERENCE =
            new PackFile("obj/ref/A.dll", 5, "bb", false, PackFile.Role.ReferenceAssembly);

    @Test
    void outputsDigestDependsOnPathsAndContentsOnly() {
        PackManifest one = manifest(List.of(OUTPUT, REFERENCE), Duration.ofSeconds(1));
        PackManifest slower = manifest(List.of(REFERENCE, OUTPUT), Duration.ofSeconds(9));
        assertThat(slower.outputsDigest()).isEqualTo(one.outputsDigest());
        PackFile moved = new PackFile("bin/B.dll", 10, "aa", false, PackFile.Role.Output);
        assertThat(manifest(List.of(moved, REFERENCE), Duration.ZERO).outputsDigest())
                .isNotEqualTo(one.outputsDigest());
    }

    @Test
    void referenceDigestIsThatOfTheReferenceAssembly() {
        assertThat(manifest(List.of(OUTPUT, REFERENCE), Duration.ZERO).referenceDigest())
                .contains("bb");
        assertThat(manifest(List.of(OUTPUT), Duration.ZERO).referenceDigest()).isEmpty();
    }

    private static PackManifest manifest(List<PackFile> files, Duration duration) {
        return new PackManifest(new ProjectId("A.csproj", "net10.0", "Debug", "AnyCPU"), files, List.of(), duration);
    }
}
