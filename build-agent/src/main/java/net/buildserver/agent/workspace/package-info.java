/** Git checkouts: fresh ones and ones that are kept warm. */
@NullMarked
package net.buildserver.agent.workspace;

import org.jspecify.annotations.NullMarked;
