package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.nuget.PackageName;
import net.buildserver.agent.dotnet.PackageDescription;
import net.buildserver.agent.failure.LocalIoException;

/** Lists the licences of all packages as an artifact; where a build says which ones it allows, there may be no others. */
final class LicencesCheck implements Check {
    private static final String UNKNOWN = "unknown";

    @Override
    public String name() {
        return "licences";
    }

    @Override
    public Finding look(BuildContext context) {
        Map<String, String> licences = licences(context);
        String list = licences.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Path file = Files.writeString(context.temporary().resolve("licences.txt"), list);
            context.artifacts().add("reports/licences.txt", file, context.temporary());
        } catch (IOException unwritable) {
            throw new LocalIoException("cannot write the list of licences", unwritable);
        }
        String summary = licences.size() + " packages under "
                + licences.values().stream().distinct().sorted().collect(Collectors.joining(", "));
        return new Finding(licences.isEmpty() ? "there are no packages" : summary, refused(context, licences));
    }

    private static List<String> refused(BuildContext context, Map<String, String> licences) {
        String wanted = BuildSettings.of(context).text(BuildSettings.LICENCES);
        if (wanted.isBlank()) {
            return List.of();
        }
        Set<String> allowed =
                Stream.of(wanted.split(";", -1)).map(String::strip).collect(Collectors.toSet());
        List<String> refused = new ArrayList<>();
        licences.forEach((name, licence) -> {
            if (!allowed.contains(licence)) {
                refused.add(name + " is under " + licence);
            }
        });
        return refused;
    }

    private static Map<String, String> licences(BuildContext context) {
        Path packages = context.tools().cache().packages();
        Map<String, String> licences = new TreeMap<>();
        context.cached()
                .map(CachedBuild::facts)
                .ifPresent(facts -> facts.projects().values().stream()
                        .flatMap(project -> project.packages().stream())
                        .flatMap(resolved -> PackageName.parse(resolved).stream())
                        .forEach(name -> licences.put(
                                name.id() + " " + name.version(),
                                PackageDescription.licence(name.in(packages).resolve(name.id() + ".nuspec"))
                                        .orElse(UNKNOWN))));
        return licences;
    }
}
