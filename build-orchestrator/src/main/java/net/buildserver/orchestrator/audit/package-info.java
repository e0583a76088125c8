/** Who did what to the installation. */
@NullMarked
package net.buildserver.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
