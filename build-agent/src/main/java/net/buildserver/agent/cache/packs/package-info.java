/** Packs: the files that a project's build wrote, as one compressed archive that is checked when it is read. */
@NullMarked
package net.buildserver.agent.cache.packs;

import org.jspecify.annotations.NullMarked;
