package net.buildserver.agent.stage;

import java.util.List;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.CacheUse;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.protocol.ProjectUse;
import net.buildserver.domain.test.TestCaseResult;

/** What a running stage tells the server. */
public interface Progress {
    /** Says what the running stage is doing. */
    void message(String message);

    /** Tells the commit that was checked out. */
    void commit(String sha);

    /** Tells the newest commits of what was checked out; sent along with the commit. */
    void history(List<CommitSummary> commits);

    /** Tells a warning or error that was not told before. */
    void diagnostic(Diagnostic diagnostic);

    /** Tells a test's result. */
    void test(TestCaseResult result);

    /** Tells the share of lines covered, 0 to 1. */
    void lineCoverage(double share);

    /** Tells what the build took from the cache. */
    void cacheUse(CacheUse use);

    /** Tells how far projects have come, at most {@code AgentProtocol.MAX_BATCH} at once. */
    void projects(List<ProjectUse> moved);

    /** Sends what was told so far. */
    void flush();
}
