/** What is deleted with time: builds with all that belongs to them, their artifacts, their logs. */
@NullMarked
package net.buildserver.orchestrator.retention;

import org.jspecify.annotations.NullMarked;
