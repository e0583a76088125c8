/** Agents: enrolment, credentials, sessions, heartbeats and what they show to people. */
@NullMarked
package net.buildserver.orchestrator.agents;

import org.jspecify.annotations.NullMarked;
