/** How work is shared among agents: slices of a graph of projects, and shards of tests. Pure arithmetic, without any I/O. */
@NullMarked
package net.buildserver.agent.distributed;

import org.jspecify.annotations.NullMarked;
