/** The queue over HTTP: what waits and why, and what BuildMasters do about it. */
@NullMarked
package net.buildserver.api.queue;

import org.jspecify.annotations.NullMarked;
