/** NuGet packages by their content: what one agent's restore fetched, others take from the shared cache. */
@NullMarked
package net.buildserver.agent.cache.nuget;

import org.jspecify.annotations.NullMarked;
