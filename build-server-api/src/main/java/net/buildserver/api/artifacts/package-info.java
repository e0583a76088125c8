/** Artifacts over HTTP: uploads of agents, lists and downloads of users. */
@NullMarked
package net.buildserver.api.artifacts;

import org.jspecify.annotations.NullMarked;
