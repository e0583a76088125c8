package net.buildserver.agent.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.test.TestOutcome;
import org.junit.jupiter.api.Test;

class RecordComparisonTests {
    private static final BuildRecord CANARY = new BuildRecord(
            Map.of("A.passes", TestOutcome.Passed, "A.skips", TestOutcome.Skipped),
            List.of(project("App", "key", "1")));

    @Test
    void sameIsTheSameAlsoAfterAJourney() {
        BuildRecord arrived = BuildRecord.parse(CANARY.text()).orElseThrow();

        assertThat(arrived).isEqualTo(CANARY);
        assertThat(RecordComparison.of(arrived, CANARY)).isEqualTo(new RecordComparison(List.of(), List.of()));
    }

    @Test
    void damagedRecordIsNone() {
        assertThat(BuildRecord.parse("{\"tests\":")).isEmpty();
    }

    @Test
    void everyOtherOutcomeIsADifference() {
        BuildRecord here =
                new BuildRecord(Map.of("A.skips", TestOutcome.Passed, "A.more", TestOutcome.Passed), CANARY.projects());

        assertThat(RecordComparison.of(CANARY, here).differences())
                .containsExactly(
                        "test A.more passed here and did not run on the canary",
                        "test A.passes did not run here and passed on the canary",
                        "test A.skips passed here and was skipped on the canary");
    }

    @Test
    void otherBytesFromTheSameInputsAreADifference() {
        BuildRecord here = new BuildRecord(CANARY.tests(), List.of(project("App", "key", "2")));

        assertThat(RecordComparison.of(CANARY, here).differences())
                .containsExactly("project App@net10.0 came out differently: bin/App.dll");
    }

    @Test
    void outputsOfOtherInputsAreNotCompared() {
        BuildRecord otherKey = new BuildRecord(CANARY.tests(), List.of(project("App", "of another SDK", "2")));
        BuildRecord noKey = new BuildRecord(CANARY.tests(), List.of(project("App", "", "2")));

        assertThat(RecordComparison.of(CANARY, otherKey))
                .isEqualTo(new RecordComparison(List.of(), List.of("App@net10.0")));
        assertThat(RecordComparison.of(noKey, noKey).notCompared()).containsExactly("App@net10.0");
    }

    @Test
    void projectThatOnlyOneBuiltIsADifference() {
        BuildRecord here = new BuildRecord(CANARY.tests(), List.of(project("Lib", "key", "1")));

        assertThat(RecordComparison.of(CANARY, here).differences())
                .containsExactly(
                        "project App@net10.0 was built only on the canary", "project Lib@net10.0 was built only here");
    }

    private static BuildRecord.Project project(String name, String key, String content) {
        PackFile file = new PackFile("bin/" + name + ".dll", 1, content, false, PackFile.Role.Output);
        return new BuildRecord.Project(
                key,
                new PackManifest(
                        new ProjectId(name, "net10.0", "Release", "AnyCPU"),
                        List.of(file),
                        List.of(),
                        "",
                        List.of(),
                        Duration.ZERO));
    }
}
