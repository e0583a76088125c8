package net.buildserver.orchestrator.lease;

import net.buildserver.domain.build.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt was taken from its agent.
 *
 * @param kind whose fault it was
 * @param outcome outcome that is noted for it, or null
 * @param reason why, one line
 */
record Loss(FailureKind kind, @Nullable String outcome, String reason) {}
