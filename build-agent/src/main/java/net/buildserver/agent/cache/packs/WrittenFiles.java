package net.buildserver.agent.cache.packs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.domain.cache.PackFile;

/** Finds what a project's build wrote, from the list that MSBuild keeps of it. */
public final class WrittenFiles {
    // Restore products, state of MSBuild's own incremental builds, and generated sources: made again, or wrong
    // elsewhere.
    private static final List<String> NEVER = List.of(
            ".cache",
            ".FileListAbsolute.txt",
            ".GeneratedMSBuildEditorConfig.editorconfig",
            ".CopyComplete",
            ".Up2Date",
            ".binlog",
            ".AssemblyInfo.cs",
            ".AssemblyAttributes.cs",
            ".GlobalUsings.g.cs",
            ".sourcelink.json");
    // Publishing what was built needs them, but the SDK does not list them.
    private static final List<String> NOT_LISTED = List.of("apphost", "apphost.exe");
    private static final Set<String> COMPILER_FOLDERS = Set.of("", "refint");

    private WrittenFiles() {}

    /**
     * Returns the files, with digests.
     *
     * @throws PackException if there is no list, or it names a file outside of the repository
     */
    public static List<PackFile> of(ProjectFacts facts, Roots roots) throws IOException {
        String intermediate = facts.inProject(facts.property("obj"));
        Path list = roots.file(intermediate + facts.property("fileList"));
        if (!Files.exists(list)) {
            throw new PackException("MSBuild kept no list of what it wrote");
        }
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank()) {
                names.add(roots.name(line.strip()));
            }
        }
        String target = facts.property("target");
        names.add(target);
        String referenceAssembly = facts.property("targetRef");
        names.add(referenceAssembly);
        NOT_LISTED.forEach(name -> names.add(intermediate + name));
        List<PackFile> files = new ArrayList<>();
        for (String name : names) {
            if (name.isEmpty() || NEVER.stream().anyMatch(name::endsWith)) {
                continue;
            }
            if (!Roots.isOfRepository(name)) {
                throw new PackException("it wrote " + name + ", which lies outside of the repository");
            }
            Path file = roots.file(name);
            if (Files.isRegularFile(file)) {
                files.add(new PackFile(
                        name,
                        Files.size(file),
                        net.buildserver.agent.cache.files.FileDigests.read(file),
                        Files.isExecutable(file),
                        role(name, intermediate, facts)));
            }
        }
        return files;
    }

    private static PackFile.Role role(String name, String intermediate, ProjectFacts facts) {
        String referenced =
                facts.property("targetRef").isEmpty() ? facts.property("target") : facts.property("targetRef");
        if (name.equals(referenced)) {
            return PackFile.Role.ReferenceAssembly;
        }
        if (!name.startsWith(intermediate)) {
            return PackFile.Role.Output;
        }
        String below = name.substring(intermediate.length());
        int slash = below.lastIndexOf('/');
        String file = below.substring(slash + 1);
        String assembly = facts.property("assembly");
        boolean compiled = COMPILER_FOLDERS.contains(slash < 0 ? "" : below.substring(0, slash))
                && (file.equals(assembly + ".dll")
                        || file.equals(assembly + ".exe")
                        || file.equals(assembly + ".pdb")
                        || file.equals(assembly + ".xml"));
        return compiled ? PackFile.Role.Compiled : PackFile.Role.Intermediate;
    }
}
