/** Who did what: written for every route of BuildMasters and Admins that changes something, and shown to Admins. */
@NullMarked
package net.buildserver.api.audit;

import org.jspecify.annotations.NullMarked;
