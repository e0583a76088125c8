package net.buildserver.orchestrator.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.buildserver.orchestrator.platform.RedisNames;
import net.buildserver.orchestrator.platform.StoredJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;
import tools.jackson.core.JacksonException;

/** One Redis value per entry, which expires when nobody used it for an entry's life. */
final class RedisEntryIndex implements EntryIndex {
    private static final Logger LOG = LoggerFactory.getLogger(RedisEntryIndex.class);

    private static final int SCANNED_AT_ONCE = 1000;

    private final StringRedisTemplate redis;
    private final RedisNames names;
    private final Duration life;

    RedisEntryIndex(StringRedisTemplate redis, RedisNames names, Duration life) {
        this.redis = redis;
        this.names = names;
        this.life = life;
    }

    @Override
    public List<IndexedEntry> find(Collection<String> wanted) {
        List<IndexedEntry> found = new ArrayList<>();
        for (Object value : pipelined(values -> wanted.forEach(name -> values.getAndExpire(names.of(name), life)))) {
            if (value instanceof String json) {
                try {
                    found.add(StoredJson.read(json, IndexedEntry.class));
                } catch (JacksonException foreign) {
                    LOG.warn("A value of the cache's index is none of ours.", foreign);
                }
            }
        }
        return found;
    }

    @Override
    public void put(Collection<IndexedEntry> entries) {
        pipelined(values ->
                entries.forEach(entry -> values.set(names.of(entry.indexKey()), StoredJson.write(entry), life)));
    }

    @Override
    public void remove(Collection<String> gone) {
        pipelined(values -> gone.forEach(name -> values.getAndDelete(names.of(name))));
    }

    @Override
    public void clear() {
        // What comes before the scope in every name.
        ScanOptions all = ScanOptions.scanOptions()
                .match(names.of("cache:*"))
                .count(SCANNED_AT_ONCE)
                .build();
        List<String> page = new ArrayList<>();
        try (Cursor<String> found = redis.scan(all)) {
            while (found.hasNext()) {
                page.add(found.next());
                if (page.size() == SCANNED_AT_ONCE || !found.hasNext()) {
                    redis.unlink(page);
                    page.clear();
                }
            }
        }
    }

    private interface Commands {
        void send(ValueOperations<String, String> values);
    }

    private List<Object> pipelined(Commands commands) {
        try {
            return redis.executePipelined(new SessionCallback<@Nullable Object>() {
                @Override
                @SuppressWarnings("unchecked") // the template is one of strings
                public <K, V> @Nullable Object execute(RedisOperations<K, V> operations) {
                    commands.send(((RedisOperations<String, String>) operations).opsForValue());
                    return null;
                }
            });
        } catch (DataAccessException away) {
            LOG.debug("Redis is away; the cache is read from the database.", away);
            return List.of();
        }
    }
}
