/** What the whole machine notices, so that nothing else may run beside it. */
@NullMarked
package net.buildserver.verification.machine;

import org.jspecify.annotations.NullMarked;
