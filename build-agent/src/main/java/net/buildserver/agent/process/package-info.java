/** The only place that starts processes: groups, output, cancel ladder, sweep. */
@NullMarked
package net.buildserver.agent.process;

import org.jspecify.annotations.NullMarked;
