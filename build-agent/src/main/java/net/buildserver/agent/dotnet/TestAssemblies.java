package net.buildserver.agent.dotnet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which project and framework an assembly's path stands for; test reports give the path in lower case. */
final class TestAssemblies {
    private static final Pattern FRAMEWORK =
            Pattern.compile("[/\\\\](net\\d{1,2}\\.\\d[^/\\\\]*|netcoreapp\\d\\.\\d|net4\\d{1,2})(?=[/\\\\])");

    private final Map<String, ProjectFacts> byTarget = new HashMap<>();

    TestAssemblies(Collection<ProjectFacts> projects) {
        projects.forEach(facts -> byTarget.put(key(facts.target().toString()), facts));
    }

    String project(String assembly) {
        ProjectFacts facts = byTarget.get(key(assembly));
        if (facts != null && !facts.assembly().isEmpty()) {
            return facts.assembly();
        }
        String file = assembly.substring(Math.max(assembly.lastIndexOf('/'), assembly.lastIndexOf('\\')) + 1);
        return file.replaceFirst("(?i)\\.(dll|exe)$", "");
    }

    @Nullable String framework(String assembly) {
        ProjectFacts facts = byTarget.get(key(assembly));
        if (facts != null) {
            return facts.framework();
        }
        Matcher matcher = FRAMEWORK.matcher(assembly);
        String last = null;
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT).replaceFirst("\\.(dll|exe)$", "");
    }
}
