/** The agent's part of a build's trace: the programs that it ran, and the projects that they built and tested. */
@NullMarked
package net.buildserver.agent.trace;

import org.jspecify.annotations.NullMarked;
