/** Who may do what: users, sessions and tokens, the table of all routes, and the one filter chain that enforces it. */
@NullMarked
package net.buildserver.api.security;

import org.jspecify.annotations.NullMarked;
