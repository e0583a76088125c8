/** What a build leaves behind. */
@NullMarked
package net.buildserver.domain.artifact;

import org.jspecify.annotations.NullMarked;
