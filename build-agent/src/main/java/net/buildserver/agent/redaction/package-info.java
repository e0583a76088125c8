/** Keeps secrets out of everything that leaves a build: log, results, names, messages. */
@NullMarked
package net.buildserver.agent.redaction;

import org.jspecify.annotations.NullMarked;
