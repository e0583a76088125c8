/** Programs that print the figures of docs/performance.md; they measure and assert nothing. */
@NullMarked
package net.buildserver.verification.measure;

import org.jspecify.annotations.NullMarked;
