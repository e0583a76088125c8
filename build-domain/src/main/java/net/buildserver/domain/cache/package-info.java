/** The project cache as data: projects and their graph, key documents with their differences, packs and hits. */
@NullMarked
package net.buildserver.domain.cache;

import org.jspecify.annotations.NullMarked;
