/** Walks a newcomer through a first build, using nothing but the public REST API. */
@NullMarked
package net.buildserver.api.standalone.guide;

import org.jspecify.annotations.NullMarked;
