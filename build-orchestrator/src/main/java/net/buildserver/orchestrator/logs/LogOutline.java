package net.buildserver.orchestrator.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is where in a log. Lines are numbered from 0.
 *
 * @param attempt number of the attempt whose log it is, from 1, or 0 while there is none
 * @param complete whether nothing will be added any more
 * @param lines number of lines
 * @param bytes length of the log in bytes
 * @param errorCount number of lines with level ERROR
 * @param warningCount number of lines with level WARN
 * @param errors the first of these lines
 * @param warnings the first of these lines
 * @param sections where stages begin, in their order
 * @param groups the first 2,000 groups of warnings and errors of one project that stand together below a heading
 */
public record LogOutline(
        int attempt,
        boolean complete,
        long lines,
        long bytes,
        long errorCount,
        long warningCount,
        List<Long> errors,
        List<Long> warnings,
        List<Section> sections,
        List<Group> groups) {
    /**
     * A stage's part of the log, up to the next one.
     *
     * @param stage name of the stage
     * @param line its first line
     */
    public record Section(String stage, long line) {}

    /**
     * Warnings and errors of one project.
     *
     * @param project path of the project file
     * @param framework target framework, or null where the project has only one
     * @param line line of the heading
     * @param lines number of lines with the heading
     */
    public record Group(String project, @Nullable String framework, long line, long lines) {}
}
