package net.buildserver.agent.loop;

import java.nio.file.Path;
import net.buildserver.agent.host.HealthChecks;
import net.buildserver.agent.host.HostLoad;
import net.buildserver.agent.metrics.Vitals;

/**
 * The machine that the agent runs on.
 *
 * @param load its load
 * @param checks its health
 * @param workDir folder for identity and spool
 * @param vitals counts, and the contact with the server
 */
public record Machine(HostLoad load, HealthChecks checks, Path workDir, Vitals vitals) {}
