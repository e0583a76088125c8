package net.buildserver.agent.dotnet;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the test projects that a change can matter to. Where it is not sure, it says that all of them are affected. */
public final class AffectedProjects {
    // Files that change how projects are evaluated, wherever they lie.
    private static final Pattern EVERYWHERE = Pattern.compile(
            "(?i).*\\.(props|targets|rsp|sln|slnx|slnf|runsettings|editorconfig|globalconfig|ruleset|tasks)"
                    + "|(?i)(global\\.json|nuget\\.config|packages\\.lock\\.json|testconfig\\.json)");
    private static final Pattern NOWHERE = Pattern.compile(
            "(?i).*\\.md|(?i)(licen[cs]e|notice|authors|readme|changelog)(\\..*)?|\\.git(ignore|attributes)");

    private final Collection<ProjectFacts> projects;

    /** Creates the search over {@code projects}. */
    public AffectedProjects(Collection<ProjectFacts> projects) {
        this.projects = List.copyOf(projects);
    }

    /**
     * Returns the test projects that a change of {@code files} can matter to.
     *
     * @return the project files, or empty if all of them must be taken as affected
     */
    public Optional<Set<Path>> tests(Collection<Path> files) {
        Set<Path> touched = new HashSet<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (EVERYWHERE.matcher(name).matches()) {
                return Optional.empty();
            }
            Set<Path> owners = owners(file);
            if (owners.isEmpty() && !NOWHERE.matcher(name).matches()) {
                return Optional.empty();
            }
            touched.addAll(owners);
        }
        Set<Path> closure = dependents(touched);
        return Optional.of(projects.stream()
                .filter(ProjectFacts::test)
                .map(ProjectFacts::project)
                .filter(closure::contains)
                .collect(Collectors.toUnmodifiableSet()));
    }

    // Deleted files are named by no project any more, so that lying in its folder counts as well.
    private Set<Path> owners(Path file) {
        return projects.stream()
                .filter(facts -> facts.files().contains(file)
                        || file.startsWith(facts.project().resolveSibling("")))
                .map(ProjectFacts::project)
                .collect(Collectors.toSet());
    }

    private Set<Path> dependents(Set<Path> touched) {
        Map<Path, Set<Path>> dependents = new HashMap<>();
        for (ProjectFacts facts : projects) {
            for (Path reference : facts.references()) {
                dependents.computeIfAbsent(reference, _ -> new HashSet<>()).add(facts.project());
            }
        }
        Set<Path> closure = new HashSet<>(touched);
        Deque<Path> open = new ArrayDeque<>(touched);
        while (!open.isEmpty()) {
            for (Path dependent : dependents.getOrDefault(open.pop(), Set.of())) {
                if (closure.add(dependent)) {
                    open.push(dependent);
                }
            }
        }
        return closure;
    }
}
