/** The trace of a build: its identifiers, its spans, and their way to a collector. */
@NullMarked
package net.buildserver.telemetry;

import org.jspecify.annotations.NullMarked;
