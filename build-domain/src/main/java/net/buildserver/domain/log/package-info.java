/** Log lines and diagnostics. */
@NullMarked
package net.buildserver.domain.log;

import org.jspecify.annotations.NullMarked;
