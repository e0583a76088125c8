package net.buildserver.agent.cache.restored;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.nuget.SharedPackages;
import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.agent.cache.store.SharedPacks;
import net.buildserver.domain.cache.KeyKind;

/**
 * What a restore leaves beside the projects, and what MSBuild knew after it. The products hold the paths of the workspace, of
 * the packages and of the SDK, so they fit where these are seen under the same names: on this agent, and on others that have the
 * canonical root. They are of use if every package that they name is unpacked, or can be taken from the shared cache.
 */
public final class RestoreProducts {
    private static final String ASSETS = "project.assets.json";
    private static final String PRODUCTS =
            "{project.assets.json,project.nuget.cache,*.nuget.g.props,*.nuget.g.targets}";

    private final SharedPacks packs;
    private final KeptFacts facts;
    private final SharedPackages packages;
    private final RestoreKey key;

    /**
     * Creates the products of one build's restore.
     *
     * @param facts facts on this agent
     * @param packages packages of the repository
     * @param key what the restore depends on
     */
    public RestoreProducts(SharedPacks packs, KeptFacts facts, SharedPackages packages, RestoreKey key) {
        this.packs = packs;
        this.facts = facts;
        this.packages = packages;
        this.key = key;
    }

    /** Returns the facts that this agent knows, or else those that others found out. */
    public Optional<SolutionFacts> facts() throws IOException {
        Optional<SolutionFacts> here = facts.find(key.fingerprint(), key.roots());
        if (here.isPresent()) {
            return here;
        }
        Optional<CacheEntry> shared = packs.find(key.document(KeyKind.Facts));
        boolean fits = shared.isPresent()
                && SharedPacks.names(shared.get()).equals(List.of(KeptFacts.fileName(key.fingerprint())));
        return fits && packs.extract(shared.get(), facts.folder())
                ? facts.find(key.fingerprint(), key.roots())
                : Optional.empty();
    }

    /** Unpacks the packages that the restore is going to need, as far as others have them. */
    public void prepare() throws IOException {
        packages.fetch(key.lock(), key.scratch());
    }

    /** Puts the products of an equal restore in place; false if there are none of use. */
    public boolean place(SolutionFacts solution) throws IOException {
        Set<String> resolved = resolved(solution);
        if (!packages.areHere(resolved)) {
            prepare();
        }
        if (!packages.areHere(resolved)) {
            return false;
        }
        Optional<CacheEntry> entry = packs.find(key.document(KeyKind.Restore));
        return entry.isPresent() && packs.extract(entry.get(), key.roots().real());
    }

    /** Keeps what a restore left in the workspace, if all of it is there and another restore would leave the same. */
    public void keep(SolutionFacts solution) throws IOException {
        Optional<List<String>> products = products(solution);
        if (products.isEmpty()) {
            return;
        }
        packs.keep(key.document(KeyKind.Restore), products.get(), key.roots().real(), key.origin());
        packages.keep(key.lock(), resolved(solution), key.scratch(), key.origin());
    }

    /** Keeps the facts of an evaluation, unless another restore may change them. */
    public void keepFacts(SolutionFacts solution) throws IOException {
        Optional<Path> file = facts.keep(key.fingerprint(), solution);
        if (file.isPresent()) {
            String name = String.valueOf(file.get().getFileName());
            packs.keep(key.document(KeyKind.Facts), List.of(name), facts.folder(), key.origin());
        }
    }

    private Optional<List<String>> products(SolutionFacts solution) throws IOException {
        Roots roots = key.roots();
        Set<String> assets = new TreeSet<>();
        for (ProjectFacts project : solution.projects().values()) {
            String file = project.property("assets");
            if (project.is("floating") || !Roots.isOfRepository(file) || !Files.exists(roots.file(file))) {
                return Optional.empty();
            }
            assets.add(file);
        }
        List<String> files = new ArrayList<>();
        for (String name : assets) {
            try (DirectoryStream<Path> products =
                    Files.newDirectoryStream(roots.file(name).resolveSibling(""), PRODUCTS)) {
                for (Path product : products) {
                    files.add(name.substring(0, name.length() - ASSETS.length()) + product.getFileName());
                }
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private static Set<String> resolved(SolutionFacts solution) {
        Set<String> resolved = new TreeSet<>();
        solution.projects().values().forEach(project -> resolved.addAll(project.packages()));
        return resolved;
    }
}
