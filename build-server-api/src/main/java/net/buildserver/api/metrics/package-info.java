/** How metrics are shown. */
@NullMarked
package net.buildserver.api.metrics;

import org.jspecify.annotations.NullMarked;
