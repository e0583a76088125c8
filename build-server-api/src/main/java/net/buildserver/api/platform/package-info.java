/** What every feature of the API stands on: problems, JSON, error pages, request context of the log. */
@NullMarked
package net.buildserver.api.platform;

import org.jspecify.annotations.NullMarked;
