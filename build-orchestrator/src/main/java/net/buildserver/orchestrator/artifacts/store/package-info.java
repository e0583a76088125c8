/** The object store: the only place that knows S3. */
@NullMarked
package net.buildserver.orchestrator.artifacts.store;

import org.jspecify.annotations.NullMarked;
