/** Which agent may write for which attempt, and until when. */
@NullMarked
package net.buildserver.orchestrator.lease;

import org.jspecify.annotations.NullMarked;
