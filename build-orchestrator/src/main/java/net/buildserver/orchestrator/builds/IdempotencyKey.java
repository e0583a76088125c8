package net.buildserver.orchestrator.builds;

/**
 * What makes a repeated request recognisable.
 *
 * @param key the client's {@code Idempotency-Key}
 * @param requestSha256 SHA-256 of the request that came with it, in hexadecimal digits
 */
public record IdempotencyKey(String key, String requestSha256) {}
