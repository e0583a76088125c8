package net.buildserver.agent.cache.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.buildserver.agent.cache.facts.FactItem;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyInput;

/** The inputs of a project that are files and packages of its own, without its dependencies. */
final class OwnInputs {
    private final Roots roots;
    private final FileDigests digests;

    OwnInputs(Roots roots, FileDigests digests) {
        this.roots = roots;
        this.digests = digests;
    }

    List<KeyInput> of(ProjectFacts facts) throws IOException {
        List<KeyInput> inputs = new ArrayList<>();
        inputs.add(file(InputClass.ProjectFile, facts.id().path(), ""));
        for (String name : facts.imports()) {
            if (isOwnImport(name)) {
                inputs.add(file(InputClass.Import, name, ""));
            }
        }
        for (String resolved : facts.packages()) {
            int equals = resolved.indexOf('=');
            inputs.add(new KeyInput(InputClass.Package, resolved.substring(0, equals), resolved.substring(equals + 1)));
        }
        boolean packagesMayReadMore = facts.imports().stream().anyMatch(name -> name.startsWith(Roots.PACKAGES));
        String intermediate = facts.inProject(facts.property("baseObj"));
        for (FactItem item : facts.items()) {
            if (item.kind().equals("Framework")) {
                inputs.add(new KeyInput(InputClass.Framework, item.name(), item.detail()));
            } else if (!isCovered(item, intermediate)) {
                addFile(item, packagesMayReadMore, inputs);
            }
        }
        return inputs.stream().filter(OwnInputs::saysSomething).toList();
    }

    private void addFile(FactItem item, boolean packagesMayReadMore, List<KeyInput> inputs) throws IOException {
        if (item.kind().equals("Reference")) {
            addReference(item, inputs);
            return;
        }
        InputClass inputClass = classOf(item, packagesMayReadMore);
        if (inputClass != null) {
            inputs.add(file(inputClass, item.name(), item.detail()));
        }
    }

    private KeyInput file(InputClass inputClass, String name, String detail) throws IOException {
        String digest = digests.of(roots.file(name));
        return new KeyInput(inputClass, name, detail.replace("|", "").isEmpty() ? digest : digest + " " + detail);
    }

    // A reference brings the files beside it along: symbols, documentation, and assemblies that it needs itself.
    private void addReference(FactItem item, List<KeyInput> inputs) throws IOException {
        Path file = roots.file(item.name());
        if (!Files.isRegularFile(file)) {
            inputs.add(new KeyInput(InputClass.Reference, item.detail(), KeyInput.ABSENT));
            return;
        }
        int slash = item.name().lastIndexOf('/');
        String folder = item.name().substring(0, slash + 1);
        try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
            for (Path other : beside.filter(Files::isRegularFile).toList()) {
                inputs.add(file(InputClass.Reference, folder + other.getFileName(), ""));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable InputClass classOf(FactItem item, boolean packagesMayReadMore) {
        return switch (item.kind()) {
            case "Compile" -> InputClass.Source;
            case "EmbeddedResource", "Resource" -> InputClass.Resource;
            case "AdditionalFiles" -> InputClass.AdditionalFile;
            case "EditorConfigFiles" -> InputClass.AnalyzerConfig;
            case "Analyzer" -> InputClass.Analyzer;
            case "KeyFile" -> InputClass.KeyFile;
            case "Content" -> isCopied(item) ? InputClass.CopiedFile : InputClass.AdditionalFile;
            case "None" ->
                isCopied(item) ? InputClass.CopiedFile : packagesMayReadMore ? InputClass.AdditionalFile : null;
            default -> null;
        };
    }

    private static boolean isCopied(FactItem item) {
        return !item.detail().startsWith("|")
                && !item.detail().startsWith("Never")
                && !item.detail().isEmpty();
    }

    private static boolean isCovered(FactItem item, String intermediate) {
        return item.name().startsWith(Roots.SDK)
                || item.name().startsWith(Roots.PACKAGES)
                || (!intermediate.isEmpty() && item.name().startsWith(intermediate));
    }

    // The products of a restore follow from the packages; their text holds paths of this machine.
    private static boolean isOwnImport(String name) {
        return !name.startsWith(Roots.SDK)
                && !name.startsWith(Roots.PACKAGES)
                && !name.endsWith(".nuget.g.props")
                && !name.endsWith(".nuget.g.targets");
    }

    // Above the repository lie the agent's own folders; what is looked for and absent there differs by machine only.
    private static boolean saysSomething(KeyInput input) {
        return Roots.isOfRepository(input.name()) || !input.digest().startsWith(KeyInput.ABSENT);
    }
}
