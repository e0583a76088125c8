/** Where entries and packs are kept: on this agent with a limit, and behind a port elsewhere. */
@NullMarked
package net.buildserver.agent.cache.store;

import org.jspecify.annotations.NullMarked;
