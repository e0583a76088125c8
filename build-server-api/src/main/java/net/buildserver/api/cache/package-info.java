/** The shared project cache over HTTP, as agents use it. */
@NullMarked
package net.buildserver.api.cache;

import org.jspecify.annotations.NullMarked;
