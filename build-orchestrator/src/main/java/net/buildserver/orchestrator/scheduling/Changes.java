package net.buildserver.orchestrator.scheduling;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What signals told since the scheduler last looked. */
final class Changes {
    private static final int UUID_LENGTH = 36;
    private static final int MANY = 200;

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

    /** Returns whether there is something to do at once: tasks alone can gather while no agent waits for one. */
    synchronized boolean areUrgent(boolean agentsWait) {
        return missed || !agents.isEmpty() || tasks.size() >= (agentsWait ? 1 : MANY);
    }

    synchronized Taken take() {
        Taken taken = new Taken(tasks, agents, missed);
        tasks = new HashSet<>();
        agents = new HashSet<>();
        missed = false;
        return taken;
    }
}
