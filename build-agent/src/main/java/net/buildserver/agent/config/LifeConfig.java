package net.buildserver.agent.config;

import java.time.Duration;

/**
 * How the agent ends.
 *
 * @param drainTimeout how long a stopping agent waits for its builds before it cancels them
 * @param oneJob whether to end after one build
 * @param idleExit time without a build after which to end, or zero for never
 * @param maxUptime time after which to take no more builds and end, or zero for never
 */
public record LifeConfig(Duration drainTimeout, boolean oneJob, Duration idleExit, Duration maxUptime) {}
