/** Registration, session, poll and heartbeat. */
@NullMarked
package net.buildserver.agent.loop;

import org.jspecify.annotations.NullMarked;
