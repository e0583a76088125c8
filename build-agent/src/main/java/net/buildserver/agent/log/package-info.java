/** The build's log on its way to the server, and the agent's own log. */
@NullMarked
package net.buildserver.agent.log;

import org.jspecify.annotations.NullMarked;
