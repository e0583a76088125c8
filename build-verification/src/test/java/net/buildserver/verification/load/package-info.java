/** Simulated agents and clients that speak the real protocol to real servers over real PostgreSQL, Redis and S3. */
@NullMarked
package net.buildserver.verification.load;

import org.jspecify.annotations.NullMarked;
