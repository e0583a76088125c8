/** Everything in one command: real PostgreSQL, Redis and S3 embedded beside the server, and one agent. */
@NullMarked
package net.buildserver.api.standalone;

import org.jspecify.annotations.NullMarked;
