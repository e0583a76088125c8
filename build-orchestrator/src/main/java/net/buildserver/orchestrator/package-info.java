/** The engine of the build server as a library: queue, scheduler, leases, results, logs and artifacts. */
@NullMarked
package net.buildserver.orchestrator;

import org.jspecify.annotations.NullMarked;
