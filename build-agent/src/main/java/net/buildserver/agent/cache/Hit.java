package net.buildserver.agent.cache;

import net.buildserver.agent.cache.store.CacheEntry;
import net.buildserver.domain.cache.HitKind;

/**
 * An entry that spares a project something.
 *
 * @param kind what it spares
 * @param entry the entry
 */
record Hit(HitKind kind, CacheEntry entry) {}
