/** Agents and pools: capabilities, health and load. */
@NullMarked
package net.buildserver.domain.agent;

import org.jspecify.annotations.NullMarked;
