package net.buildserver.orchestrator.cache;

import io.micrometer.core.instrument.MeterRegistry;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.lease.AttemptFence;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.platform.RedisNames;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the shared cache. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class CacheConfiguration {
    @Bean
    CacheMetrics cacheMetrics(MeterRegistry registry) {
        return new CacheMetrics(registry);
    }

    @Bean
    EntryIndex entryIndex(StringRedisTemplate redis, RedisNames names, CacheProperties properties) {
        return new RedisEntryIndex(redis, names, properties.entryLife());
    }

    @Bean
    CachingAttempts cachingAttempts(JdbcClient jdbc, CacheProperties properties) {
        return new CachingAttempts(jdbc, new AttemptFence(jdbc), new TrustedRefs(properties.trustedRefs()));
    }

    @Bean
    CachePacks cachePacks(
            JdbcClient jdbc, CachingAttempts attempts, EntryIndex index, BlobStore store, CacheMetrics metrics) {
        return new CachePacks(attempts, new PackRows(jdbc), index, store, metrics);
    }

    @Bean
    EntryRows entryRows(JdbcClient jdbc, CacheProperties properties) {
        return new EntryRows(jdbc, properties.entryLife());
    }

    @Bean
    CacheEntries cacheEntries(
            CachingAttempts attempts,
            EntryRows rows,
            EntryIndex index,
            CachePacks packs,
            BlobStore store,
            CacheMetrics metrics) {
        return new CacheEntries(attempts, rows, index, packs, store, metrics);
    }

    @Bean
    Distrust distrust(JdbcClient jdbc, CachingAttempts attempts, CacheMetrics metrics) {
        return new Distrust(jdbc, attempts, metrics);
    }

    @Bean
    CacheIndex cacheIndex(JdbcClient jdbc, EntryIndex index) {
        return new CacheIndex(jdbc, index);
    }

    @Bean
    ProjectUses projectUses(JdbcClient jdbc, CacheMetrics metrics) {
        return new ProjectUses(jdbc, metrics);
    }

    @Bean
    CacheCleaner cacheCleaner(JdbcClient jdbc, BlobStore store, EntryIndex index, CacheProperties properties) {
        return new CacheCleaner(
                jdbc, store, index, properties.entryLife(), properties.maxSize().toBytes());
    }

    @Bean
    BackgroundLoop cacheCleaningLoop(CacheCleaner cleaner, CacheProperties properties) {
        return new BackgroundLoop("cache-cleaning", properties.cleanInterval(), cleaner::clean);
    }
}
