/** The second level of the cache: the server's index, and packs in its store. */
@NullMarked
package net.buildserver.agent.cache.store.remote;

import org.jspecify.annotations.NullMarked;
