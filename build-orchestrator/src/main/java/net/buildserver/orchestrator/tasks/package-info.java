/** Tasks of a build: what becomes of them when their attempts end. */
@NullMarked
package net.buildserver.orchestrator.tasks;

import org.jspecify.annotations.NullMarked;
