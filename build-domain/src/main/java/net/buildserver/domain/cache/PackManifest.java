package net.buildserver.domain.cache;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.buildserver.domain.log.Diagnostic;

/**
 * What a pack holds and how it came about.
 *
 * @param project project whose build wrote the files
 * @param files the files whose contents are the project's own, ordered by path
 * @param copies further files, which are copies of files of dependencies and are not in the pack
 * @param basis digest of all that {@code files} depend on apart from the contents of {@code copies}, empty if that cannot be
 *     told
 * @param warnings warnings of that build, which are given again on a hit
 * @param duration how long the project took to build
 */
public record PackManifest(
        ProjectId project,
        List<PackFile> files,
        List<CopiedFile> copies,
        String basis,
        List<Diagnostic> warnings,
        Duration duration) {
    public PackManifest {
        files = files.stream().sorted(Comparator.comparing(PackFile::path)).toList();
        copies = copies.stream().sorted(Comparator.comparing(CopiedFile::path)).toList();
        warnings = List.copyOf(warnings);
    }

    /** Creates the manifest of a project none of whose files are known to be copies. */
    public PackManifest(ProjectId project, List<PackFile> files, List<Diagnostic> warnings, Duration duration) {
        this(project, files, List.of(), "", warnings, duration);
    }

    /** Returns one digest over all files, which changes if any output that is the project's own does. */
    public String outputsDigest() {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(KeyLine.escape(file.path()))
                .append('\t')
                .append(file.sha256())
                .append('\n'));
        copies.forEach(copy -> text.append(KeyLine.escape(copy.path()))
                .append('\t')
                .append(KeyLine.escape(copy.from()))
                .append('\n'));
        return Sha256.of(text.toString());
    }

    /** Returns the digest of what other projects compile against, if the project is an assembly. */
    public Optional<String> referenceDigest() {
        return files.stream()
                .filter(file -> file.role() == PackFile.Role.ReferenceAssembly)
                .map(PackFile::sha256)
                .findFirst();
    }

    /** Returns the files of {@code role}. */
    public List<PackFile> files(PackFile.Role role) {
        return files.stream().filter(file -> file.role() == role).toList();
    }
}
