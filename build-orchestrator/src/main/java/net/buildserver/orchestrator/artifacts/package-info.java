/** What builds leave behind: declared by the agent, put into the store by it, listed once their bytes were seen there. */
@NullMarked
package net.buildserver.orchestrator.artifacts;

import org.jspecify.annotations.NullMarked;
