/** Retention over HTTP: what would be deleted next. */
@NullMarked
package net.buildserver.api.retention;

import org.jspecify.annotations.NullMarked;
