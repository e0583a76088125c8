/** What is looked at before a build goes out: what came out of it, and what must not be in it. */
@NullMarked
package net.buildserver.agent.canary;

import org.jspecify.annotations.NullMarked;
