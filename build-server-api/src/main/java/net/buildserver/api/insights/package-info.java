/** The history of builds and tests over HTTP. */
@NullMarked
package net.buildserver.api.insights;

import org.jspecify.annotations.NullMarked;
