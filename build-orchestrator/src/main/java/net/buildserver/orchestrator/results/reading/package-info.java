/** What a build's agents reported, for those who want to know: stages, attempts, tests, diagnostics. */
@NullMarked
package net.buildserver.orchestrator.results.reading;

import org.jspecify.annotations.NullMarked;
