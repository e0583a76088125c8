/** What one agent runs: tasks, their attempts, and the transitions both may take. */
@NullMarked
package net.buildserver.domain.task;

import org.jspecify.annotations.NullMarked;
