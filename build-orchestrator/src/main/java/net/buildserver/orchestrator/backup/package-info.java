/** Backup and restore of a whole installation: every row and every object, consistent, while the servers go on. */
@NullMarked
package net.buildserver.orchestrator.backup;

import org.jspecify.annotations.NullMarked;
