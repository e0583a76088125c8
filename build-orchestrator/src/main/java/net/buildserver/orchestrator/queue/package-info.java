/** The queue of each pool in Redis, filled from the outbox and rebuilt from PostgreSQL whenever it is lost. */
@NullMarked
package net.buildserver.orchestrator.queue;

import org.jspecify.annotations.NullMarked;
