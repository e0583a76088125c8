/** The server's settings as a whole: checked together when it starts, and shown to Admins. */
@NullMarked
package net.buildserver.api.settings;

import org.jspecify.annotations.NullMarked;
