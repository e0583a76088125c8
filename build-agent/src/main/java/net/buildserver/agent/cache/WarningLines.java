package net.buildserver.agent.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.domain.log.Diagnostic;

/** Collects the warnings of a build by project and framework, each once although MSBuild repeats them at the end. */
final class WarningLines {
    private final Map<String, Set<Diagnostic>> byProject = new LinkedHashMap<>();

    synchronized void accept(Diagnostic warning) {
        String project = warning.project() + "@" + (warning.targetFramework() == null ? "" : warning.targetFramework());
        byProject.computeIfAbsent(project, _ -> new LinkedHashSet<>()).add(warning);
    }

    /** Returns the warnings of a project; MSBuild names the framework only where there are several. */
    synchronized List<Diagnostic> of(String project, String framework) {
        List<Diagnostic> warnings = new ArrayList<>(byProject.getOrDefault(project + "@", Set.of()));
        warnings.addAll(byProject.getOrDefault(project + "@" + framework, Set.of()));
        return warnings;
    }
}
