/** Results of tests. */
@NullMarked
package net.buildserver.domain.test;

import org.jspecify.annotations.NullMarked;
