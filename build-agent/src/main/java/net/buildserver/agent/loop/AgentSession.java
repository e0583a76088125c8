package net.buildserver.agent.loop;

import java.util.UUID;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.server.AgentApi;

/**
 * The agent's contact with the server from its registration to its end.
 *
 * @param api the server
 * @param id the session that the server knows
 * @param log the agent's own log
 */
record AgentSession(AgentApi api, UUID id, AgentLog log) {}
