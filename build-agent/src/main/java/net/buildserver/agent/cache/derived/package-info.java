/** Outputs that follow from those of other projects without a build: copies, and what else they depend on. */
@NullMarked
package net.buildserver.agent.cache.derived;

import org.jspecify.annotations.NullMarked;
