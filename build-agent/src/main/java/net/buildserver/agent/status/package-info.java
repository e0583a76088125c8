/** What the agent tells on a loopback port: whether it lives, whether it is ready, its state and its metrics. */
@NullMarked
package net.buildserver.agent.status;

import org.jspecify.annotations.NullMarked;
