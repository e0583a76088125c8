package net.buildserver.orchestrator.scheduling;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What signals told since the scheduler last looked. */
final class Changes {
    private static final int UUID_LENGTH = 36;

    private Set<UUID> tasks = new HashSet<>();
    private Set<String> agents = new HashSet<>();
    private boolean missed;

    /**
     * What there was.
     *
     * @param tasks tasks that changed
     * @param agents agents that changed
     * @param missed whether there may be more than was told
     */
    record Taken(Set<UUID> tasks, Set<String> agents, boolean missed) {}

    synchronized void task(String id) {
        if (id.length() == UUID_LENGTH) {
            tasks.add(UUID.fromString(id));
        } else {
            missed = true;
        }
    }

    synchronized void agent(String id) {
        if (id.isEmpty()) {
            missed = true;
        } else {
            agents.add(id);
        }
    }

    synchronized void missed() {
        missed = true;
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty() && agents.isEmpty() && !missed;
    }

    synchronized Taken take() {
        Taken taken = new Taken(tasks, agents, missed);
        tasks = new HashSet<>();
        agents = new HashSet<>();
        missed = false;
        return taken;
    }
}
