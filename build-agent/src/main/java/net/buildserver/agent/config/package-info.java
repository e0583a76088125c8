/** Settings from file, environment and flags. */
@NullMarked
package net.buildserver.agent.config;

import org.jspecify.annotations.NullMarked;
