/** What a client asks for and what it gets: requests, their rules, states and results of builds. */
@NullMarked
package net.buildserver.domain.build;

import org.jspecify.annotations.NullMarked;
