/** The stages of a build: names, states and results. */
@NullMarked
package net.buildserver.domain.stage;

import org.jspecify.annotations.NullMarked;
