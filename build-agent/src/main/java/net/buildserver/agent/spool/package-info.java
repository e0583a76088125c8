/** What attempts have to tell, kept on disk with checksums until the server has it. */
@NullMarked
package net.buildserver.agent.spool;

import org.jspecify.annotations.NullMarked;
