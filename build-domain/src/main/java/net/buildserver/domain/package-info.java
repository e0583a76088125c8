/** The vocabulary and the pure rules of the build server. Depends on the JDK and JSpecify only. */
@NullMarked
package net.buildserver.domain;

import org.jspecify.annotations.NullMarked;
