package net.buildserver.agent.dotnet;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What MSBuild says of one project for one target framework.
 *
 * @param project project file
 * @param framework target framework
 * @param multiTargeted whether the project names several frameworks
 * @param outputType {@code Library}, {@code Exe}, {@code WinExe}
 * @param target the assembly that was built, by the path that the build knows it by
 * @param assembly name of the assembly
 * @param test whether the project holds tests
 * @param web whether it is a web application
 * @param publishable whether it may be published
 * @param packages packages that it references
 * @param references projects that it references
 * @param files files that it is made from
 * @param time when it was built, or null if it was not built now
 */
public record ProjectFacts(
        Path project,
        String framework,
        boolean multiTargeted,
        String outputType,
        Path target,
        String assembly,
        boolean test,
        boolean web,
        boolean publishable,
        Set<String> packages,
        Set<Path> references,
        Set<Path> files,
        @Nullable BuildTime time) {
    public ProjectFacts {
        packages = Set.copyOf(packages);
        references = Set.copyOf(references);
        files = Set.copyOf(files);
    }

    /** Returns whether publishing gives something that runs: a program or web application, but no tests. */
    public boolean isApplication() {
        String type = outputType.toLowerCase(Locale.ROOT);
        return publishable && !test && (web || type.equals("exe") || type.equals("winexe"));
    }

    /** Returns the project file's name without its extension. */
    public String name() {
        String file = String.valueOf(project.getFileName());
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
