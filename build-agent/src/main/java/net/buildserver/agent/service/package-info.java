/** The operating system's service manager: told when the agent is ready, and that it still lives. */
@NullMarked
package net.buildserver.agent.service;

import org.jspecify.annotations.NullMarked;
