/** Holds what stands below {@code deploy} to what Docker, Kubernetes and systemd know of it. */
@NullMarked
package net.buildserver.verification.deploy;

import org.jspecify.annotations.NullMarked;
