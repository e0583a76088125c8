/** People who use the server: their names, passwords and roles. */
@NullMarked
package net.buildserver.api.security.users;

import org.jspecify.annotations.NullMarked;
