/** What waits: telling the scheduler of it, how much may wait, and what projects and pools may have at once. */
@NullMarked
package net.buildserver.orchestrator.queue;

import org.jspecify.annotations.NullMarked;
