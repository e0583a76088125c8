/** Results of tests that need not run again. */
@NullMarked
package net.buildserver.agent.cache.tests;

import org.jspecify.annotations.NullMarked;
