package net.buildserver.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of the order between projects. */
class ProjectGraphTests {
    private static final ProjectId APP = project("App");
    private static final ProjectId LEFT = project("Left");
    private static final ProjectId RIGHT = project("Right");
    private static final ProjectId BASE = project("Base");

    private final ProjectGraph graph = new ProjectGraph(Map.of(
            APP, Set.of(LEFT, RIGHT),
            LEFT, Set.of(BASE),
            RIGHT, Set.of(BASE, project("OutsideOfTheSolution")),
            BASE, Set.of()));

    @Test
    void everyProjectComesAfterWhatItNeeds() {
        assertThat(graph.order()).containsExactly(BASE, LEFT, RIGHT, APP);
    }

    @Test
    void closureAndDependentsAreTransitive() {
        assertThat(graph.closure(APP)).containsExactly(BASE, LEFT, RIGHT);
        assertThat(graph.dependents(BASE)).containsExactly(LEFT, RIGHT, APP);
        assertThat(graph.dependents(APP)).isEmpty();
        assertThat(graph.dependencies(RIGHT)).containsExactly(BASE);
    }

    @Test
    void circleIsRefusedWithItsMembers() {
        assertThatThrownBy(() -> new ProjectGraph(Map.of(APP, Set.of(LEFT), LEFT, Set.of(RIGHT), RIGHT, Set.of(LEFT))))
                .isInstanceOf(ProjectCycleException.class)
                .hasMessageEndingWith("Left.csproj@net10.0 -> Right.csproj@net10.0 -> Left.csproj@net10.0");
    }

    private static ProjectId project(String name) {
        return new ProjectId(name + ".csproj", "net10.0", "Debug", "AnyCPU");
    }
}
