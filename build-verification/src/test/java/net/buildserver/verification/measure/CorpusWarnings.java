package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.log.DiagnosticSeverity;

/** The warnings of a build: those that MSBuild said, and those that the cache says again. */
final class CorpusWarnings implements Consumer<String> {

    private final DiagnosticParser parser;
    private final Set<String> warnings = new TreeSet<>();
    private final List<String> said = new ArrayList<>();

    CorpusWarnings(Path workspace) {
        this.parser = new DiagnosticParser(workspace);
    }

    @Override
    public synchronized void accept(String line) {
        said.add(line);
        parser.parse(line)
                .filter(diagnostic -> diagnostic.severity() == DiagnosticSeverity.Warning)
                .ifPresent(warning -> warnings.add(warning.format()));
    }

    /** Takes the warnings that the cache says again; fails if the build did. */
    synchronized void check(CachedBuildResult result) throws IOException {
        if (result.exitCode() != 0) {
            throw new IOException("the build failed:\n" + String.join("\n", said));
        }
        result.projects().forEach(project -> project.replayed().forEach(warning -> warnings.add(warning.format())));
    }

    synchronized Set<String> all() {
        return Set.copyOf(warnings);
    }
}
