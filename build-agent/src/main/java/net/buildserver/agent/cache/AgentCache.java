package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackLimits;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.cache.tests.TestPasses;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.workspace.FileTrees;

/**
 * The cache of an agent.
 *
 * @param tools what cached builds share
 * @param packages folder of unpacked packages
 */
public record AgentCache(CacheTools tools, Path packages) {
    // What earlier versions kept beside the store; all of it is packs of the store now.
    private static final List<String> FORMER = List.of("restores", "tests");

    /**
     * Opens the cache in {@code folder}.
     *
     * @param packages folder of unpacked packages
     * @param limitBytes what packs may take on the disk
     * @param clock tells what was used when
     */
    public static AgentCache open(Path folder, Path packages, long limitBytes, InstantSource clock) {
        FORMER.forEach(former -> FileTrees.deleteQuietly(folder.resolve(former)));
        try {
            FileDigests digests = new FileDigests(clock);
            CacheTools tools = new CacheTools(
                    digests,
                    new KeptFacts(folder.resolve("facts"), digests),
                    new LocalStore(folder.resolve("store"), limitBytes, clock),
                    CacheRemote.NONE,
                    new PackReader(PackLimits.DEFAULT),
                    TargetFiles.extract(folder.resolve("targets")));
            Path realPackages = Files.createDirectories(packages).toRealPath();
            return new AgentCache(tools, realPackages);
        } catch (IOException cannotOpen) {
            throw new LocalIoException("cannot open the cache in " + folder, cannotOpen);
        }
    }

    /**
     * Returns the cache as builds see it that trust each other: what others left on this disk is not theirs, but packs that
     * are here are not fetched again.
     *
     * @param partition who trusts each other, as the name of a folder
     * @param remote what they share with other agents
     */
    public AgentCache partition(String partition, CacheRemote remote) {
        try {
            return new AgentCache(tools.partition(partition, remote), packages);
        } catch (IOException cannotOpen) {
            throw new LocalIoException("cannot open the cache of " + partition, cannotOpen);
        }
    }

    /** Returns the test projects that passed. */
    public TestPasses passes() {
        return new TestPasses(tools.shared());
    }
}
