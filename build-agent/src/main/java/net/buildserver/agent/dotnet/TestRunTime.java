package net.buildserver.agent.dotnet;

import java.time.Instant;

/**
 * When the tests of one project ran.
 *
 * @param project name of the project
 * @param start when they began
 * @param end when they were done
 * @param tests number of results
 * @param failed whether any failed
 */
public record TestRunTime(String project, Instant start, Instant end, int tests, boolean failed) {}
