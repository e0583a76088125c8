/** Logs over HTTP: appends of agents, ranges and event streams for users. */
@NullMarked
package net.buildserver.api.logs;

import org.jspecify.annotations.NullMarked;
