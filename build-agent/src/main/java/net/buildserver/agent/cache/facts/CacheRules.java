package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which projects cannot be cached safely, and says why. */
final class CacheRules {
    private static final Set<String> VERSION_FROM_HISTORY =
            Set.of("minver", "gitversion.msbuild", "nerdbank.gitversioning", "microsoft.sourcelink.common.buildstamp");

    // They change the assembly after the compiler wrote it, some by putting the dependencies' code into it.
    private static final Set<String> REWRITERS = Set.of(
            "fody",
            "costura.fody",
            "ilrepack",
            "ilrepack.lib.msbuild",
            "ilrepack.lib.msbuild.task",
            "ilmerge",
            "msbuild.ilmerge.task",
            "postsharp",
            "postsharp.redist",
            "metalama.framework",
            "obfuscar",
            "confuser.msbuild");

    private final Roots roots;
    private final Map<String, Optional<String>> steps = new HashMap<>();

    CacheRules(Roots roots) {
        this.roots = roots;
    }

    List<ProjectFacts> judge(List<ProjectFacts> all) throws IOException {
        Map<String, Long> folders = all.stream()
                .map(CacheRules::outputFolder)
                .collect(Collectors.groupingBy(folder -> folder, Collectors.counting()));
        List<ProjectFacts> judged = new ArrayList<>();
        for (ProjectFacts facts : all) {
            List<String> reasons = reasons(facts);
            if (folders.getOrDefault(outputFolder(facts), 0L) > 1) {
                reasons.add("another project writes into the same folder " + outputFolder(facts));
            }
            judged.add(facts.withReasons(reasons));
        }
        return judged;
    }

    private List<String> reasons(ProjectFacts facts) throws IOException {
        List<String> reasons = new ArrayList<>();
        because(!facts.is("restored"), "it was not restored", reasons);
        because(facts.is("wpf"), "WPF compiles it twice", reasons);
        because(facts.is("events"), "it has a build event", reasons);
        because(facts.is("packOnBuild"), "building it makes a package", reasons);
        because(!Roots.isOfRepository(outputFolder(facts)), "its outputs lie outside the repository", reasons);
        because(
                facts.property("optOut").equalsIgnoreCase("false"),
                "the project sets BuildServerCache to false",
                reasons);
        because(facts.property("fileList").isEmpty(), "it keeps no list of what it writes", reasons);
        for (String resolved : facts.packages()) {
            String id = id(resolved);
            because(
                    VERSION_FROM_HISTORY.contains(id),
                    "the package " + id + " reads the history of the repository",
                    reasons);
        }
        for (String name : facts.imports()) {
            ownStep(name).ifPresent(step -> reasons.add(step + " (" + name + ")"));
        }
        ownStep(facts.id().path())
                .ifPresent(step -> reasons.add(step + " (" + facts.id().path() + ")"));
        return reasons;
    }

    /** Returns whether a package of the project changes the assembly after the compiler wrote it. */
    static boolean isRewritten(ProjectFacts facts) {
        return facts.packages().stream().map(CacheRules::id).anyMatch(REWRITERS::contains);
    }

    private static String id(String resolved) {
        return resolved.substring(0, resolved.indexOf('/')).toLowerCase(Locale.ROOT);
    }

    // What packages and the SDK bring is covered by their versions.
    private Optional<String> ownStep(String name) throws IOException {
        if (name.startsWith(Roots.SDK) || name.startsWith(Roots.PACKAGES) || name.contains("/obj/")) {
            return Optional.empty();
        }
        Optional<String> known = steps.get(name);
        if (known == null) {
            known = CustomSteps.find(roots.file(name));
            steps.put(name, known);
        }
        return known;
    }

    private static String outputFolder(ProjectFacts facts) {
        String target = facts.property("target");
        int slash = target.lastIndexOf('/');
        return slash < 0 ? "" : target.substring(0, slash);
    }

    private static void because(boolean holds, String reason, List<String> reasons) {
        if (holds) {
            reasons.add(reason);
        }
    }
}
