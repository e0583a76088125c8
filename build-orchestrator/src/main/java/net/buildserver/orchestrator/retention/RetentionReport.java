package net.buildserver.orchestrator.retention;

import java.util.List;
import java.util.UUID;

/**
 * What goes, or would go.
 *
 * @param builds builds that go with everything
 * @param artifactsOf builds whose artifacts go while they stay
 * @param logsOf builds whose logs go while they stay
 * @param testsOf builds whose test results go while they stay
 * @param bytes size of the artifacts, logs and test results that go; of a build that goes whole, artifacts and logs
 */
public record RetentionReport(
        List<UUID> builds, List<UUID> artifactsOf, List<UUID> logsOf, List<UUID> testsOf, long bytes) {}
