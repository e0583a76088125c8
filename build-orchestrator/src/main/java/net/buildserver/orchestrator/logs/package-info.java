/** Logs of builds: appended live into the database, packed into the object store when their attempt has ended, read by offset. */
@NullMarked
package net.buildserver.orchestrator.logs;

import org.jspecify.annotations.NullMarked;
