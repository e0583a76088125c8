package net.buildserver.agent.config;

import java.time.Duration;
import net.buildserver.agent.process.GroupLimits;

/**
 * What a build may take; zero is no limit.
 *
 * @param stage longest time of one stage
 * @param silenceWarning time without output after which the log says so
 * @param silence time without output after which a build is ended
 * @param cgroup control group that the agent may divide: {@code own}, a folder, or empty for none
 * @param group what all processes of an attempt together may take
 * @param diskMb size of an attempt's folders in MiB
 */
public record LimitsConfig(
        Duration stage, Duration silenceWarning, Duration silence, String cgroup, GroupLimits group, int diskMb) {}
