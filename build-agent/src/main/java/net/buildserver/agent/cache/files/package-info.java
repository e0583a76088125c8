/** Digests of files, computed once per change. */
@NullMarked
package net.buildserver.agent.cache.files;

import org.jspecify.annotations.NullMarked;
