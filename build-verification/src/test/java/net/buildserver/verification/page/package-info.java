/** Pages of the documentation that are written from the code, so that they cannot lie. */
@NullMarked
package net.buildserver.verification.page;

import org.jspecify.annotations.NullMarked;
