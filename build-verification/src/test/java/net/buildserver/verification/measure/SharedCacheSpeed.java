package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import net.buildserver.verification.endtoend.AgentsUnderMeasurement;

/**
 * How long an agent takes for a solution that it has never seen and another agent has built, beside a clean build of it, both
 * through the server and in the same run.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=SharedCacheSpeed -Dprojects=31}
 */
final class SharedCacheSpeed {

    private SharedCacheSpeed() {}

    public static void main(String[] args) throws IOException {
        var projects = Integer.getInteger("projects", 31);
        var sources = Files.createTempDirectory("shared-cache-speed");
        LayeredSolution.write(sources, projects);
        System.out.printf("%-52s %8s%n", projects + " projects, through the server", "seconds");
        try (var agents = AgentsUnderMeasurement.start(sources, LayeredSolution.SOLUTION)) {
            print("first agent, Clean", agents.build("Clean"));
            print("first agent, Cached, nothing known", agents.build("Cached"));
            agents.changeAgent();
            print("second agent, Cached, all from the shared cache", agents.build("Cached"));
            print("second agent, Cached, again", agents.build("Cached"));
            print("second agent, Clean", agents.build("Clean"));
        }
    }

    private static void print(String what, Duration duration) {
        System.out.printf("%-52s %8.2f%n", what, duration.toMillis() / 1000.0);
    }
}
