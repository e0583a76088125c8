/** The server's part of each build's trace: told from the database when the build has ended, so that nothing waits for it. */
@NullMarked
package net.buildserver.orchestrator.traces;

import org.jspecify.annotations.NullMarked;
