/** What MSBuild knows of a solution's projects, asked once and kept until something that it reads changes. */
@NullMarked
package net.buildserver.agent.cache.facts;

import org.jspecify.annotations.NullMarked;
