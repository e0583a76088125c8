package net.buildserver.orchestrator.platform;

/**
 * How keys and channels in Redis are named.
 *
 * @param prefix what every name begins with
 */
public record RedisNames(String prefix) {
    /** Returns the name of {@code what}. */
    public String of(String what) {
        return prefix + ":" + what;
    }
}
