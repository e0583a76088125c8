/** Builds through the whole system: server and agent are processes, and only the public REST API is used. */
@NullMarked
package net.buildserver.verification.endtoend;

import org.jspecify.annotations.NullMarked;
