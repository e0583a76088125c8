/** The agent's machine: capabilities, load and health. */
@NullMarked
package net.buildserver.agent.host;

import org.jspecify.annotations.NullMarked;
