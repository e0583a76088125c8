/** Which waiting task is offered to which waiting agent, and why a task still waits. */
@NullMarked
package net.buildserver.orchestrator.scheduling;

import org.jspecify.annotations.NullMarked;
