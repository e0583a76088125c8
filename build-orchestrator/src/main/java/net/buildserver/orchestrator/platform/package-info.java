/** What every feature of the orchestrator stands on: time, identifiers, stored JSON, work after a commit. */
@NullMarked
package net.buildserver.orchestrator.platform;

import org.jspecify.annotations.NullMarked;
