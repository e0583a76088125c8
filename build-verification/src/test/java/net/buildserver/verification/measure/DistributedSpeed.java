package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import net.buildserver.agent.distributed.WorkGraph;
import net.buildserver.agent.distributed.WorkItem;
import net.buildserver.verification.endtoend.SharingAgents;

/**
 * How long a solution takes that one, two and four real agents share when a source of all projects has changed, beside what no plan can
 * undercut: the longest chain of projects, or the work of each agent. All agents are on this machine and have one processor each; so that they do not wait for
 * each other's, most of what the compiler does here is to sleep ({@link SleepingSolution}). Nothing is known of the times of projects in the first round.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=DistributedSpeed -Dprojects=30 -Dseconds=12 -Drounds=2}
 * (with {@code -Dslice.seconds=2}, what the plan takes a slice to cost beside its projects)
 */
final class DistributedSpeed {

    private DistributedSpeed() {}

    public static void main(String[] args) throws IOException {
        var projects = Integer.getInteger("projects", 30);
        var seconds = Integer.getInteger("seconds", 12);
        var slice = System.getProperty("slice.seconds");
        Map<String, String> properties = slice == null ? Map.of() : Map.of("BuildServerSliceSeconds", slice);
        var sources = Files.createTempDirectory("ds").toRealPath();
        try (var dotnet = new DotnetRuns(Files.createTempDirectory("dd").toRealPath())) {
            SleepingSolution.write(sources, projects, seconds, dotnet);
        }
        System.out.printf("%d projects that sleep %d s each at most, %s%n", projects, seconds, MachineLoad.now());
        try (var agents = SharingAgents.start(sources, SleepingSolution.SOLUTION)) {
            var counts = Arrays.stream(System.getProperty("agents", "1,2,4").split(","))
                    .map(Integer::valueOf)
                    .toList();
            for (var count : counts) {
                agents.grow(count);
                for (var round = 0; round < Integer.getInteger("rounds", 2); round++) {
                    var stamp =
                            "static class Stamp { public const string Of = \"%s\"; }%n".formatted(UUID.randomUUID());
                    print(count, agents.build(SleepingSolution.SHARED, stamp, properties));
                }
            }
        }
        System.out.println(MachineLoad.now());
    }

    private static void print(int agents, SharingAgents.SharedBuild build) throws IOException {
        var graph = new WorkGraph(build.projects().stream()
                .map(project -> new WorkItem(project.name(), project.seconds(), project.needs()))
                .toList());
        var bound = Math.max(graph.criticalPath(), graph.total() / agents);
        System.out.printf(
                "%d agents: %.1f s; %d projects took %.1f s, the longest chain %.1f s; at least %.1f s; ratio %.2f%n",
                agents,
                build.seconds(),
                build.projects().size(),
                graph.total(),
                graph.criticalPath(),
                bound,
                build.seconds() / bound);
        build.tasks().forEach(task -> System.out.println("    " + task));
        System.out.println("    log: " + Files.writeString(Files.createTempFile("distributed", ".log"), build.log()));
    }
}
