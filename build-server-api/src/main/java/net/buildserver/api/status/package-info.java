/** How the server and what it needs are, for people and for health checks. */
@NullMarked
package net.buildserver.api.status;

import org.jspecify.annotations.NullMarked;
