/** The only HTTP code of the agent: the server's agent API and presigned uploads. */
@NullMarked
package net.buildserver.agent.server;

import org.jspecify.annotations.NullMarked;
