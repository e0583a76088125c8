/** The stages of a build, one class each behind one interface. */
@NullMarked
package net.buildserver.agent.stage;

import org.jspecify.annotations.NullMarked;
