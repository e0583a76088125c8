/** What the server needs and whether it is there: how each part is, what its absence means, and room on the disk. */
@NullMarked
package net.buildserver.orchestrator.status;

import org.jspecify.annotations.NullMarked;
