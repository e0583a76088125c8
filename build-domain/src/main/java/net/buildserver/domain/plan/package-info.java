/** Strategies as data: which tasks with which stages a build request turns into. */
@NullMarked
package net.buildserver.domain.plan;

import org.jspecify.annotations.NullMarked;
