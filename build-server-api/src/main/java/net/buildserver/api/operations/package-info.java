/** What operators watch: whether the systems that the server depends on answer. */
@NullMarked
package net.buildserver.api.operations;

import org.jspecify.annotations.NullMarked;
