/** The endpoints that agents call: registration, sessions, long polls, heartbeats and the reports of attempts. */
@NullMarked
package net.buildserver.api.dispatch;

import org.jspecify.annotations.NullMarked;
