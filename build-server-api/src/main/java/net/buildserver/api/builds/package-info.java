/** Builds over HTTP: submitting, reading, cancelling, running again. */
@NullMarked
package net.buildserver.api.builds;

import org.jspecify.annotations.NullMarked;
