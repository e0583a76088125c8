/** The shared project cache: look-up, publication, expiry, and what builds took from it. */
@NullMarked
package net.buildserver.orchestrator.cache;

import org.jspecify.annotations.NullMarked;
