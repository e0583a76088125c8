package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.buildserver.agent.artifact.ArtifactPatterns;
import net.buildserver.agent.canary.BuildRecord;
import net.buildserver.agent.canary.SecretScan;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;

/** Nothing that is given out may hold credentials: artifacts, and outputs of all projects but tests. */
final class SecretsCheck implements Check {
    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public Finding look(BuildContext context) {
        ArtifactPatterns ignored =
                new ArtifactPatterns(BuildSettings.of(context).text(BuildSettings.SECRETS_IGNORED));
        SecretScan scan = new SecretScan(context.redaction());
        List<String> problems = new ArrayList<>();
        Map<String, Path> files = files(context);
        files.forEach((path, file) -> {
            context.cancellation().check();
            try {
                scan.scan(path, file).stream()
                        .filter(found -> !ignored.matches(found.substring(0, found.lastIndexOf(": "))))
                        .forEach(problems::add);
            } catch (IOException unreadable) {
                throw new LocalIoException("cannot look for secrets in " + path, unreadable);
            }
        });
        return new Finding(files.size() + " files looked through", problems);
    }

    private static Map<String, Path> files(BuildContext context) {
        Path root = context.checkout().directory();
        Map<String, Path> files = new TreeMap<>();
        List<Path> tests = context.projects().stream()
                .filter(ProjectFacts::test)
                .map(ProjectFacts::project)
                .toList();
        for (BuildRecord.Project project : context.outcomes().record().projects()) {
            PackManifest outputs = project.outputs();
            if (!tests.contains(root.resolve(outputs.project().path()))) {
                outputs.files(PackFile.Role.Output).stream()
                        .map(PackFile::path)
                        .filter(path -> Files.isRegularFile(root.resolve(path)))
                        .forEach(path -> files.put(path, root.resolve(path)));
            }
        }
        context.artifacts().files().forEach(artifact -> files.put(artifact.path(), artifact.file()));
        return files;
    }
}
