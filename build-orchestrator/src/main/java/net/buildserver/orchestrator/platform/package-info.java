/** What every feature of the orchestrator stands on: time, identifiers, stored JSON, background loops, work after a commit, cleaned text. */
@NullMarked
package net.buildserver.orchestrator.platform;

import org.jspecify.annotations.NullMarked;
