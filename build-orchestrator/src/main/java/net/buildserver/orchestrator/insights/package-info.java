/** What the history of builds tells: how many succeed, how long they take and wait, which tests fail. */
@NullMarked
package net.buildserver.orchestrator.insights;

import org.jspecify.annotations.NullMarked;
