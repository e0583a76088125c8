/** Signing in: sessions, their access and refresh tokens, the keys that sign them, and the limit on attempts. */
@NullMarked
package net.buildserver.api.security.tokens;

import org.jspecify.annotations.NullMarked;
