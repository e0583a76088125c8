package net.buildserver.agent.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.buildserver.agent.cache.derived.Derivation;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.ProjectState;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;

/**
 * Builds what is not in place. First, everything that must be built whatever comes of it; then derived outputs follow, if their
 * dependencies came out as expected. Where one did not (a signature changed), what depends on it is built in a second go.
 */
final class RestBuild {
    private final CachedBuildRequest request;
    private final CacheTools tools;
    private final BuildKeys keys;
    private final Map<ProjectId, Hit> hits;
    private final Set<ProjectId> derived;
    private final Placement placement;
    private final ProjectStates states;
    private final DiagnosticParser parser;
    private final PackMaking packs;
    private final Derivation derivation;
    private final WarningLines warnings;
    private final StandIns standIns;
    private final Map<ProjectId, PackManifest> manifests = new HashMap<>();
    private int invocations;

    RestBuild(
            CachedBuildRequest request,
            CacheTools tools,
            BuildKeys keys,
            Spared spared,
            Placement placement,
            ProjectStates states) {
        this.request = request;
        this.tools = tools;
        this.keys = keys;
        this.hits = spared.hits();
        this.derived = spared.derived();
        this.placement = placement;
        this.states = states;
        this.parser = new DiagnosticParser(request.roots().seen());
        this.warnings = new WarningLines();
        this.packs = new PackMaking(tools, keys, request);
        this.derivation = keys.derivation();
        this.standIns = new StandIns(keys, request, tools, this::inPlace);
    }

    /** Returns whether MSBuild ran. */
    boolean isBuilt() {
        return invocations > 0;
    }

    /** Returns when MSBuild worked on {@code project}; empty if it did not. */
    List<BuildTime> times(ProjectId project) {
        return packs.times(project);
    }

    /** Returns what is in place, by project. */
    Map<ProjectId, PackManifest> manifests() {
        return Map.copyOf(manifests);
    }

    /** Builds, and returns the exit code of MSBuild. */
    int run(List<String> references) throws IOException {
        Set<ProjectId> open = new LinkedHashSet<>();
        for (ProjectId project : keys.order()) {
            Hit hit = hits.get(project);
            if (hit != null && hit.kind() == HitKind.Full) {
                manifests.put(project, hit.entry().manifest());
            } else if (!derived.contains(project)) {
                open.add(project);
            }
        }
        while (manifests.size() < keys.order().size()) {
            int exitCode = open.isEmpty() ? 0 : build(open, references);
            if (exitCode != 0) {
                return exitCode;
            }
            open = settle(open);
        }
        tools.store().trim();
        return 0;
    }

    private int build(Set<ProjectId> open, List<String> references) throws IOException {
        Set<ProjectId> there = new HashSet<>(keys.order());
        there.removeAll(open);
        List<ProjectId> compiled = open.stream().filter(hits::containsKey).toList();
        MissBuild build = new MissBuild(tools, request, new SolutionSlice(request, keys), standIns);
        invocations++;
        states.set(open, ProjectState.Waiting);
        int exitCode;
        try (BuildWatch _ = new BuildWatch(build, open, states)) {
            exitCode = build.run(open, there, compiled, references, line -> {
                parser.parse(line).ifPresent(diagnostic -> take(diagnostic, open));
                request.lines().accept(line);
            });
        }
        if (exitCode != 0) {
            states.ended(keys.order());
        }
        Collection<String> compiledAnyway = build.compiledAnyway();
        hits.keySet().removeIf(project -> compiledAnyway.contains(build.line(project)));
        Map<String, BuildTime> times = build.times();
        for (ProjectId project : open) {
            BuildTime time = times.get(build.line(project));
            if (time != null) {
                packs.built(project, time);
            }
        }
        return exitCode;
    }

    private Optional<PackManifest> inPlace(ProjectId project) {
        PackManifest settled = manifests.get(project);
        Hit hit = hits.get(project);
        return settled == null && hit != null ? Optional.of(hit.entry().manifest()) : Optional.ofNullable(settled);
    }

    private void take(Diagnostic diagnostic, Set<ProjectId> open) {
        if (diagnostic.severity() == DiagnosticSeverity.Warning) {
            warnings.accept(diagnostic);
            return;
        }
        // MSBuild names the framework only where there are several.
        open.stream()
                .filter(project -> project.path().equals(diagnostic.project()))
                .filter(project -> diagnostic.targetFramework() == null
                        || project.framework().equals(diagnostic.targetFramework()))
                .forEach(states::failed);
    }

    /** Takes what is certain now, and returns what must be built because something it depends on came out differently. */
    private Set<ProjectId> settle(Set<ProjectId> built) throws IOException {
        Set<ProjectId> again = new LinkedHashSet<>();
        for (ProjectId project : keys.order()) {
            if (manifests.containsKey(project)) {
                continue;
            }
            boolean certain = keys.graph().dependencies(project).stream().allMatch(manifests::containsKey);
            if (built.contains(project) && (certain || invocations > 1)) {
                manifests.put(project, packs.keepBuilt(project, hits.get(project), warnings, manifests));
                states.built(project);
            } else if (!certain || !follow(project)) {
                again.add(project);
            }
        }
        derived.removeAll(again);
        for (ProjectId project : new ArrayList<>(again)) {
            placement.reset(project, hits);
        }
        return again;
    }

    private boolean follow(ProjectId project) throws IOException {
        Hit hit = hits.get(project);
        if (hit == null || !derived.contains(project)) {
            return false;
        }
        Optional<String> basis = derivation.basis(project, manifests);
        boolean same =
                basis.isPresent() && basis.get().equals(hit.entry().manifest().basis());
        if (!same || !placement.copy(hit)) {
            return false;
        }
        manifests.put(project, hit.entry().manifest());
        states.built(project);
        packs.keepDerived(project, hit.entry());
        return true;
    }
}
