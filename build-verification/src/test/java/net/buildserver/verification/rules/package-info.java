/** The rules that hold for the whole code base, each shown to fail on classes of {@code fixture} that break it. */
@NullMarked
package net.buildserver.verification.rules;

import org.jspecify.annotations.NullMarked;
