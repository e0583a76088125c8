/** Builds: submitting, reading, cancelling, and the only writer of their state. */
@NullMarked
package net.buildserver.orchestrator.builds;

import org.jspecify.annotations.NullMarked;
