/** Signals between threads: stop of the agent, cancellation of an attempt. */
@NullMarked
package net.buildserver.agent.signal;

import org.jspecify.annotations.NullMarked;
