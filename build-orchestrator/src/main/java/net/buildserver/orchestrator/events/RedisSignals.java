package net.buildserver.orchestrator.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.platform.RedisNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Delivers signals on this node at once and to the other nodes by a Redis channel. Without Redis the signals stay on this node, and the sweeps do the rest.
 */
final class RedisSignals implements Signals, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSignals.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MAX_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final String BETWEEN = "\n";

    private final RedisConnectionFactory redis;
    private final byte[] channel;
    private final LocalSignals local = new LocalSignals();
    private final String node = UUID.randomUUID().toString();
    private final LinkedBlockingQueue<String> outgoing = new LinkedBlockingQueue<>(MAX_WAITING);
    private final BackgroundLoop publisher;
    private final BackgroundLoop subscriber;
    private volatile @Nullable RedisConnection subscription;

    RedisSignals(RedisConnectionFactory redis, RedisNames names) {
        this.channel = names.of("signals").getBytes(StandardCharsets.UTF_8);
        this.redis = redis;
        this.publisher = new BackgroundLoop("signals-out", Duration.ZERO, this::sendNext);
        this.subscriber = new BackgroundLoop("signals-in", RETRY, this::keepSubscribed);
    }

    @Override
    public void publish(String topic) {
        local.deliver(topic);
        if (!outgoing.offer(topic)) {
            LOG.debug("Too many signals wait for Redis; {} stays on this node.", topic);
        }
    }

    @Override
    public Subscription subscribe(String topic, Runnable listener) {
        return local.subscribe(topic, listener);
    }

    @Override
    public Subscription subscribeAll(String kind, Consumer<String> listener) {
        return local.subscribeAll(kind, listener);
    }

    /** What gathered while the last message was on its way goes together: a message for each signal would cost more than the signals. */
    private void sendNext() throws InterruptedException {
        String first = outgoing.poll(1, TimeUnit.SECONDS);
        if (first == null) {
            return;
        }
        List<String> topics = new ArrayList<>(List.of(first));
        outgoing.drainTo(topics, MOST_AT_ONCE);
        try (RedisConnection connection = redis.getConnection()) {
            connection.publish(channel, (node + " " + String.join(BETWEEN, topics)).getBytes(StandardCharsets.UTF_8));
        } catch (DataAccessException away) {
            outgoing.clear();
            LOG.debug("Redis is away; signals stay on this node.", away);
        }
    }

    private void keepSubscribed() {
        RedisConnection current = subscription;
        if (current != null && !current.isClosed() && current.isSubscribed()) {
            return;
        }
        RedisConnection fresh = redis.getConnection();
        // The driver renews a subscription by itself when its connection breaks.
        fresh.subscribe((message, pattern) -> received(new String(message.getBody(), StandardCharsets.UTF_8)), channel);
        subscription = fresh;
        local.deliverAll();
    }

    private void received(String message) {
        int space = message.indexOf(' ');
        if (space > 0 && !message.startsWith(node)) {
            message.substring(space + 1).lines().forEach(local::deliver);
        }
    }

    @Override
    public void start() {
        publisher.start();
        subscriber.start();
    }

    @Override
    public void stop() {
        subscriber.stop();
        publisher.stop();
        RedisConnection current = subscription;
        if (current != null) {
            current.close();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return publisher.isRunning();
    }

    /** Starts before and stops after everything that signals. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1000;
    }
}
