/** The description of the API: what each operation is for, who may use it, and how it refuses. */
@NullMarked
package net.buildserver.api.openapi;

import org.jspecify.annotations.NullMarked;
