/** Versions of the .NET SDK and the rules by which {@code global.json} chooses among the installed ones. */
@NullMarked
package net.buildserver.domain.sdk;

import org.jspecify.annotations.NullMarked;
