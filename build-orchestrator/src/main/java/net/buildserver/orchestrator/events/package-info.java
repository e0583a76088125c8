/** Signals between the parts and the nodes of the server: hints to look again, never the truth. */
@NullMarked
package net.buildserver.orchestrator.events;

import org.jspecify.annotations.NullMarked;
