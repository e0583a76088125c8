package net.buildserver.agent.cache.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.SharedPacks;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.test.TestCaseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Results of test projects whose tests all passed, by all that they depend on. Failures are never kept. */
public final class TestPasses {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESULTS = "results.json";
    private static final String REPORTS = "reports/";
    private static final String COVERAGE = "coverage/";

    private final SharedPacks packs;

    /**
     * A run of a test project without failures.
     *
     * @param origin build that ran the tests
     * @param results the results
     * @param reports test reports of the run
     * @param coverage coverage reports of the run, if coverage was collected
     */
    public record Pass(UUID origin, List<TestCaseResult> results, List<Path> reports, List<Path> coverage) {
        public Pass {
            results = List.copyOf(results);
            reports = List.copyOf(reports);
            coverage = List.copyOf(coverage);
        }
    }

    private record Stored(List<TestCaseResult> results) {
        // What a damaged file lacks is told while it is read.
        private Stored {
            Objects.requireNonNull(results);
        }
    }

    /** Creates the memory over {@code packs}. */
    public TestPasses(SharedPacks packs) {
        this.packs = packs;
    }

    /** Returns which of {@code documents} passed, by their keys; the shared cache is asked once. */
    public Set<String> known(Collection<KeyDocument> documents) throws IOException {
        return new HashSet<>(packs.find(documents).keySet());
    }

    /**
     * Returns what passed under {@code document}.
     *
     * @param folder where its files are put
     */
    public Optional<Pass> find(KeyDocument document, Path folder) throws IOException {
        Map<String, CacheEntry> found = packs.find(List.of(document));
        CacheEntry entry = found.get(document.key());
        if (entry == null || !packs.extract(entry, Files.createDirectories(folder))) {
            return Optional.empty();
        }
        try {
            UUID origin = UUID.fromString(entry.origin());
            byte[] json = Files.readAllBytes(folder.resolve(RESULTS));
            return Optional.ofNullable(JSON.readValue(json, Stored.class))
                    .map(stored -> new Pass(
                            origin, stored.results(), files(entry, folder, REPORTS), files(entry, folder, COVERAGE)));
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static List<Path> files(CacheEntry entry, Path folder, String below) {
        return SharedPacks.names(entry).stream()
                .filter(name -> name.startsWith(below))
                .map(folder::resolve)
                .toList();
    }

    /**
     * Keeps a pass.
     *
     * @param folder empty folder for its files
     */
    public void keep(KeyDocument document, Pass pass, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(RESULTS), JSON.writeValueAsBytes(new Stored(pass.results())));
        List<String> names = new ArrayList<>(List.of(RESULTS));
        for (Path report : pass.reports()) {
            names.add(copy(report, folder, REPORTS + names.size() + "/" + report.getFileName()));
        }
        for (Path report : pass.coverage()) {
            names.add(copy(report, folder, COVERAGE + names.size() + ".cobertura.xml"));
        }
        packs.keep(document, names, folder, pass.origin().toString());
    }

    private static String copy(Path file, Path folder, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        return name;
    }
}
