/** The commands {@code backup} and {@code restore}. */
@NullMarked
package net.buildserver.api.backup;

import org.jspecify.annotations.NullMarked;
