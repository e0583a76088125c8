package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Replays changes with {@code Clean}, {@code Cached}, {@code Incremental} and {@code Distributed} and compares what comes out, file
 * by file: of a generated solution, and of the newest commits of every git repository in a folder.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=Corpus -Dprojects=31} (with {@code
 * -Dchanges=BODY,GENERATOR+RAZOR_PAGE} for some changes only, of which those with a plus are made at once) or, for repositories, with {@code -Dcorpus=DIR -Dcommits=10} and, where wanted,
 * {@code -Dsolution=} and {@code -Dproperties=NAME=VALUE,...}
 */
final class Corpus {

    private final Path folder;
    private final DotnetRuns dotnet;
    private final List<String> differences = new ArrayList<>();

    Corpus(Path folder, DotnetRuns dotnet) {
        this.folder = folder;
        this.dotnet = dotnet;
    }

    public static void main(String[] args) throws IOException, GitAPIException {
        var folder = Files.createTempDirectory("co").toRealPath();
        try (var dotnet = new DotnetRuns(folder, properties())) {
            var corpus = new Corpus(folder, dotnet);
            var repositories = System.getProperty("corpus");
            if (repositories == null) {
                var tests = System.getenv("BUILD_SERVER_TEST_NUGET_FEED") != null;
                corpus.generated(Integer.getInteger("projects", 31), tests, changes());
            } else {
                try (var listed = Files.list(Path.of(repositories))) {
                    for (var repository : listed.sorted().toList()) {
                        corpus.repository(repository, Integer.getInteger("commits", 10));
                    }
                }
            }
            System.out.println(corpus.differences.size() + " differences; the files are in " + folder);
        }
    }

    private static List<List<CorpusChanges>> changes() {
        var named = System.getProperty("changes");
        return named == null
                ? Arrays.stream(CorpusChanges.values()).map(List::of).toList()
                : Arrays.stream(named.split(",")).map(Corpus::atOnce).toList();
    }

    private static List<CorpusChanges> atOnce(String named) {
        return Arrays.stream(named.split("\\+")).map(CorpusChanges::valueOf).toList();
    }

    private static Map<String, String> properties() {
        return Arrays.stream(System.getProperty("properties", "").split(","))
                .filter(one -> one.contains("="))
                .collect(Collectors.toMap(one -> one.replaceAll("=.*", ""), one -> one.replaceFirst("[^=]*=", "")));
    }

    /** Replays {@code steps}, each of one change or of some at once, one after the other and returns what differed. */
    List<String> generated(int size, boolean tests, List<List<CorpusChanges>> steps) throws IOException {
        var possible = steps.stream()
                .filter(step -> tests || step.stream().allMatch(CorpusChanges::needsNoPackage))
                .toList();
        System.out.printf(
                "%-28s %s%n", size + " projects", "Cached and Incremental: full / compile / built; Distributed: built");
        var replay = new CorpusReplay(dotnet, folder.resolve("generated" + size), CorpusSolution.SOLUTION);
        step(
                replay,
                "first build",
                root -> CorpusSolution.write(root, size, tests),
                root -> CorpusSolution.write(root, size, tests),
                CorpusReplay.ANY);
        for (var i = 0; i < possible.size(); i++) {
            var until = possible.subList(0, i + 1);
            var now = possible.get(i);
            step(
                    replay,
                    now.stream().map(CorpusChanges::name).collect(Collectors.joining("+")),
                    root -> {
                        CorpusSolution.write(root, size, tests);
                        for (var changes : until) {
                            apply(changes, root);
                        }
                    },
                    root -> apply(now, root),
                    (project, graph) -> now.stream().anyMatch(change -> change.concerns(project, graph)));
        }
        differences.addAll(replay.differences());
        return List.copyOf(differences);
    }

    private static void apply(List<CorpusChanges> changes, Path root) throws IOException {
        for (var change : changes) {
            change.apply(root);
        }
    }

    private void repository(Path repository, int commits) throws IOException, GitAPIException {
        if (!Files.exists(repository.resolve(".git"))) {
            return;
        }
        var solution = System.getProperty("solution", solution(repository));
        System.out.printf("%-28s %s%n", repository.getFileName(), solution);
        var newest = new ArrayList<ObjectId>();
        try (var git = Git.open(repository.toFile())) {
            git.log().setMaxCount(commits).call().forEach(commit -> newest.add(commit.getId()));
        }
        var replay = new CorpusReplay(dotnet, folder.resolve("r-" + repository.getFileName()), solution);
        for (var commit : newest.reversed()) {
            CorpusReplay.Sources fresh = root -> checkout(repository, root, commit);
            step(replay, commit.abbreviate(10).name(), fresh, fresh, CorpusReplay.ANY);
        }
        differences.addAll(replay.differences());
    }

    private static void checkout(Path repository, Path root, ObjectId commit) throws IOException {
        try {
            if (!Files.exists(root.resolve(".git"))) {
                Git.cloneRepository()
                        .setURI(repository.toUri().toString())
                        .setDirectory(root.toFile())
                        .setNoCheckout(true)
                        .call()
                        .close();
            }
            try (var git = Git.open(root.toFile())) {
                git.reset()
                        .setMode(ResetCommand.ResetType.HARD)
                        .setRef(commit.name())
                        .call();
            }
        } catch (GitAPIException failed) {
            throw new IOException("cannot check out " + commit.name(), failed);
        }
    }

    private static String solution(Path repository) throws IOException {
        try (var files = Files.walk(repository, 3)) {
            return files.filter(file -> file.toString().matches(".*\\.slnx?"))
                    .map(file -> repository.relativize(file).toString())
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no solution in " + repository));
        }
    }

    private static void step(
            CorpusReplay replay,
            String name,
            CorpusReplay.Sources fresh,
            CorpusReplay.Sources change,
            BiPredicate<ProjectId, ProjectGraph> mayBuild)
            throws IOException {
        var before = replay.differences().size();
        System.out.printf("%-28s %s%n", name, replay.step(name, fresh, change, mayBuild));
        var found = replay.differences();
        System.out.println(found.size() == before ? "  no difference" : "  " + found.subList(before, found.size()));
    }
}
