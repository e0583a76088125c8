/** What tests share: real PostgreSQL, Redis and an S3 store, started once per JVM. */
@NullMarked
package net.buildserver.orchestrator.testing;

import org.jspecify.annotations.NullMarked;
