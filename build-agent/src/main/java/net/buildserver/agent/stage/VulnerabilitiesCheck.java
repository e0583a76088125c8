package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.buildserver.agent.canary.Vulnerabilities;
import net.buildserver.agent.process.ProcessExit;

/** No package, however it came in, may have a known vulnerability, as far as the sources of the build tell of them. */
final class VulnerabilitiesCheck implements Check {
    private static final String OFF = "off";

    @Override
    public String name() {
        return "vulnerabilities";
    }

    @Override
    public Finding look(BuildContext context) {
        Set<String> allowed = new TreeSet<>(Vulnerabilities.SEVERITIES);
        allowed.add(OFF);
        String least = BuildSettings.of(context)
                .oneOf(BuildSettings.VULNERABILITIES, Vulnerabilities.SEVERITIES.getFirst(), allowed);
        if (least.equals(OFF)) {
            return Finding.fine("switched off");
        }
        List<String> output = new ArrayList<>();
        ProcessExit exit = Dotnet.restoring(context).run(command(context), Map.of(), output::add);
        Optional<Vulnerabilities> told = Vulnerabilities.parse(String.join("\n", output));
        if (!exit.isSuccess() || told.isEmpty()) {
            return Finding.fine("not looked for, since no source answers: "
                    + output.stream()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                            .orElse(""));
        }
        List<String> found = told.get().from(least);
        if (found.isEmpty() && !told.get().isTold()) {
            return Finding.fine("not looked for, since folders, which are the only sources, know of none");
        }
        return new Finding(told.get().found().size() + " known", found);
    }

    private static List<String> command(BuildContext context) {
        List<String> command = new ArrayList<>(List.of(
                "list",
                context.solution().toString(),
                "package",
                "--vulnerable",
                "--include-transitive",
                "--format",
                "json"));
        Optional.ofNullable(PackageSources.config(context)).ifPresent(config -> {
            command.add("--config");
            command.add(config.toString());
        });
        return command;
    }
}
