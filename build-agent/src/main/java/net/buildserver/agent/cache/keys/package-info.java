/** Digests of files and the keys of projects. */
@NullMarked
package net.buildserver.agent.cache.keys;

import org.jspecify.annotations.NullMarked;
