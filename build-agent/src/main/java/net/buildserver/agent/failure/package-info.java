/** What can go wrong, each with the kind that people count failures by. */
@NullMarked
package net.buildserver.agent.failure;

import org.jspecify.annotations.NullMarked;
