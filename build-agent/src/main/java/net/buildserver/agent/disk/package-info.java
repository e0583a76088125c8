/** Space on the agent's disk: floors below which no build is taken, and what is given up to stay above them. */
@NullMarked
package net.buildserver.agent.disk;

import org.jspecify.annotations.NullMarked;
