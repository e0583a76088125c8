package net.buildserver.agent.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;

/** Collects the warnings of a build by project and framework, each once although MSBuild repeats them at the end. */
final class WarningLines {
    private static final Pattern WARNING = Pattern.compile(
            "^\\s*(?<file>.+?)(?:\\((?<line>\\d+)(?:,(?<column>\\d+))?[^)]*\\))?\\s*: warning (?<code>\\w*)\\s*: "
                    + "(?<text>.*) \\[(?<project>[^\\[\\]]+?)(?:::TargetFramework=(?<framework>[^\\]]+))?\\]$");

    private final Roots roots;
    private final Map<String, Set<Diagnostic>> byProject = new LinkedHashMap<>();

    WarningLines(Roots roots) {
        this.roots = roots;
    }

    synchronized void accept(String line) {
        Matcher warning = WARNING.matcher(line);
        if (!line.contains(": warning ") || !warning.matches()) {
            return;
        }
        String project = roots.name(warning.group("project"));
        String framework = warning.group("framework");
        String file = warning.group("file");
        String code = warning.group("code");
        Diagnostic diagnostic = new Diagnostic(
                DiagnosticSeverity.Warning,
                code.isEmpty() ? null : code,
                warning.group("text"),
                file.startsWith("/") || file.contains(":\\") ? roots.name(file) : file,
                number(warning.group("line")),
                number(warning.group("column")),
                project,
                framework);
        byProject
                .computeIfAbsent(project + "@" + (framework == null ? "" : framework), any -> new LinkedHashSet<>())
                .add(diagnostic);
    }

    /** Returns the warnings of a project; MSBuild names the framework only where there are several. */
    synchronized List<Diagnostic> of(String project, String framework) {
        List<Diagnostic> warnings = new ArrayList<>(byProject.getOrDefault(project + "@", Set.of()));
        warnings.addAll(byProject.getOrDefault(project + "@" + framework, Set.of()));
        return warnings;
    }

    private static @org.jspecify.annotations.Nullable Integer number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
