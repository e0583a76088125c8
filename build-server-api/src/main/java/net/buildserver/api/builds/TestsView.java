package net.buildserver.api.builds;

import java.util.List;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestResults;
import org.jspecify.annotations.Nullable;

/**
 * Tests of a build.
 *
 * @param summary counts of all tests, whatever the filter, or null if none ran
 * @param items tests of this page, the failed ones first
 * @param links this page and the next
 */
record TestsView(@Nullable TestResults summary, List<TestCaseResult> items, Page.Links links) {}
