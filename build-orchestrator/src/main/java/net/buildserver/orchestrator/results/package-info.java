/** What agents report while they work: stages, diagnostics and test results, fenced and cleaned. */
@NullMarked
package net.buildserver.orchestrator.results;

import org.jspecify.annotations.NullMarked;
