package net.buildserver.agent.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;

/** Collects the warnings of a build by project and framework, each once although MSBuild repeats them at the end. */
final class WarningLines {
    private final DiagnosticParser parser;
    private final Map<String, Set<Diagnostic>> byProject = new LinkedHashMap<>();

    WarningLines(Roots roots) {
        this.parser = new DiagnosticParser(roots.seen());
    }

    synchronized void accept(String line) {
        parser.parse(line)
                .filter(diagnostic -> diagnostic.severity() == DiagnosticSeverity.Warning)
                .ifPresent(warning -> byProject
                        .computeIfAbsent(
                                warning.project() + "@"
                                        + (warning.targetFramework() == null ? "" : warning.targetFramework()),
                                any -> new LinkedHashSet<>())
                        .add(warning));
    }

    /** Returns the warnings of a project; MSBuild names the framework only where there are several. */
    synchronized List<Diagnostic> of(String project, String framework) {
        List<Diagnostic> warnings = new ArrayList<>(byProject.getOrDefault(project + "@", Set.of()));
        warnings.addAll(byProject.getOrDefault(project + "@" + framework, Set.of()));
        return warnings;
    }
}
