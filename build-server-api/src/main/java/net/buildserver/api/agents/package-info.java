/** Agents, pools and enrolment tokens as people see and steer them, and the look-up of agents' credentials. */
@NullMarked
package net.buildserver.api.agents;

import org.jspecify.annotations.NullMarked;
