/** The records that agent and server exchange; each is held to a JSON file that both sides test against. */
@NullMarked
package net.buildserver.domain.protocol;

import org.jspecify.annotations.NullMarked;
