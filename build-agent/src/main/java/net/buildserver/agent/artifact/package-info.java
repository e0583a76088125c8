/** Files that a build leaves behind: collected, hashed, uploaded. */
@NullMarked
package net.buildserver.agent.artifact;

import org.jspecify.annotations.NullMarked;
