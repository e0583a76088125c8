/** What the agent counts, and when it last heard of its server. */
@NullMarked
package net.buildserver.agent.metrics;

import org.jspecify.annotations.NullMarked;
