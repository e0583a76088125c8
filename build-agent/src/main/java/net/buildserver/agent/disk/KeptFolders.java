package net.buildserver.agent.disk;

import java.util.List;
import java.util.Optional;

/** One kind of things that are kept for later builds. */
public interface KeptFolders {
    /** Returns what is kept and not in use, in any order. */
    List<Kept> unused();

    /**
     * Takes one away from builds.
     *
     * @return what frees its space, which may take long; or nothing if it stays, since it has come into use meanwhile
     */
    Optional<Runnable> giveUp(Kept kept);
}
