/** Runs one attempt: stages in order, reports through a spool on disk, clean-up. */
@NullMarked
package net.buildserver.agent.attempt;

import org.jspecify.annotations.NullMarked;
