package net.buildserver.orchestrator.builds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectLabelsTests {
    private final ProjectLabels labels = new ProjectLabels(2);

    @Test
    void projectsBeyondTheCapShareOneLabel() {
        assertThat(labels.of("Shop")).isEqualTo("Shop");
        assertThat(labels.of("Blog")).isEqualTo("Blog");
        assertThat(labels.of("Wiki")).isEqualTo(ProjectLabels.OTHER);
        assertThat(labels.of("Shop")).isEqualTo("Shop");
    }

    /** The API refuses such names, but rows may be older than its rules. */
    @Test
    void labelsAreShortLinesWhateverTheNameIs() {
        assertThat(labels.of("two\nlines\u0000\u202e")).isEqualTo("two lines");
        assertThat(labels.of("x".repeat(10_000))).hasSizeLessThanOrEqualTo(100).startsWith("xxx");
    }
}
