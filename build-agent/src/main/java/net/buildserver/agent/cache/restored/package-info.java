/** What a restore leaves, kept so that nothing is restored while nothing changed that a restore reads. */
@NullMarked
package net.buildserver.agent.cache.restored;

import org.jspecify.annotations.NullMarked;
