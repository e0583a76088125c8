/** The deployable server: REST API, agent API, security and their wiring into one Spring Boot application. */
@NullMarked
package net.buildserver.api;

import org.jspecify.annotations.NullMarked;
