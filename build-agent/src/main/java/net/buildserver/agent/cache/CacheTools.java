package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Path;
import net.buildserver.agent.cache.facts.KeptFacts;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.agent.cache.packs.PackReader;
import net.buildserver.agent.cache.store.CacheRemote;
import net.buildserver.agent.cache.store.LocalStore;
import net.buildserver.agent.cache.store.SharedPacks;

/**
 * What all cached builds of an agent share.
 *
 * @param digests digests of files
 * @param keptFacts facts of solutions seen before
 * @param store entries and packs on this agent
 * @param remote entries and packs of all agents
 * @param reader reads packs
 * @param targets folder with the agent's MSBuild files
 */
public record CacheTools(
        FileDigests digests,
        KeptFacts keptFacts,
        LocalStore store,
        CacheRemote remote,
        PackReader reader,
        Path targets) {
    /** Returns tools whose entries and facts are those of {@code partition} alone, and which share by {@code other}. */
    CacheTools partition(String partition, CacheRemote other) throws IOException {
        return new CacheTools(
                digests, keptFacts.partition(partition), store.partition(partition), other, reader, targets);
    }

    /** Returns the packs of anything but outputs of projects. */
    public SharedPacks shared() {
        return new SharedPacks(store, remote, reader, digests);
    }
}
