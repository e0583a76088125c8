/** Builds in which only what changed is built: the outputs of everything else come from packs. */
@NullMarked
package net.buildserver.agent.cache;

import org.jspecify.annotations.NullMarked;
