/** What a build can see and reach: sandbox levels, the canonical root, the network. */
@NullMarked
package net.buildserver.agent.sandbox;

import org.jspecify.annotations.NullMarked;
