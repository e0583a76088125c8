package net.buildserver.orchestrator.cache;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A project that the cache is switched off for.
 *
 * @param id names it, to switch the cache on again
 * @param repositoryUrl repository, without credentials
 * @param gitRef reference whose builds found it out; for a trusted one it holds for all
 * @param project path of the project file
 * @param targetFramework its framework
 * @param files files that came out differently
 * @param origin build whose outputs were not made again
 * @param buildId build that found it out
 * @param since when
 */
public record DistrustedProject(
        UUID id,
        String repositoryUrl,
        String gitRef,
        String project,
        String targetFramework,
        List<String> files,
        UUID origin,
        UUID buildId,
        Instant since) {}
