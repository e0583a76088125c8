package net.buildserver.orchestrator.tasks;

import java.util.List;
import java.util.UUID;
import net.buildserver.domain.protocol.CapableAgent;

/** Knows which agents could take tasks; asked only for tasks that add others. */
public interface CapableAgents {
    /** Returns the agents that are in service and have what {@code taskId} asks for, busy ones among them, in a fixed order. */
    List<CapableAgent> of(UUID taskId);
}
