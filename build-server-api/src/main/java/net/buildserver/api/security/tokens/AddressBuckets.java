package net.buildserver.api.security.tokens;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lets each address fail a number of times at once and then once in a while; IPv6 addresses count by their /64 network. */
@Component
final class AddressBuckets {
    private static final int NETWORK_BYTES = 8;

    private record Bucket(double tokens, Instant at) {}

    private final LoginProperties properties;
    private final InstantSource time;
    private final Map<String, Bucket> buckets = new RecentEntries<>();

    AddressBuckets(LoginProperties properties, InstantSource time) {
        this.properties = properties;
        this.time = time;
    }

    /** Takes a token and returns zero, or returns how long it takes until there is one. */
    synchronized Duration take(String address) {
        Bucket bucket = filled(key(address));
        if (bucket.tokens() < 1) {
            double missing = 1 - bucket.tokens();
            return Duration.ofMillis(
                    (long) Math.ceil(missing * properties.addressRefill().toMillis()));
        }
        buckets.put(key(address), new Bucket(bucket.tokens() - 1, bucket.at()));
        return Duration.ZERO;
    }

    /** Puts a token back, as the attempt succeeded. */
    synchronized void putBack(String address) {
        Bucket bucket = filled(key(address));
        buckets.put(key(address), new Bucket(Math.min(properties.addressBurst(), bucket.tokens() + 1), bucket.at()));
    }

    private Bucket filled(String key) {
        Instant now = time.instant();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(properties.addressBurst(), now));
        double gained = (double) Duration.between(bucket.at(), now).toMillis()
                / properties.addressRefill().toMillis();
        return new Bucket(Math.min(properties.addressBurst(), bucket.tokens() + Math.max(0, gained)), now);
    }

    private static String key(String address) {
        InetAddress parsed = InetAddress.ofLiteral(address);
        byte[] bytes = parsed.getAddress();
        return HexFormat.of().formatHex(parsed instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
