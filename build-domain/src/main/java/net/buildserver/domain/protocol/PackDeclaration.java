package net.buildserver.domain.protocol;

/**
 * A pack of the cache.
 *
 * @param sha256 SHA-256 in lower-case hexadecimal digits
 * @param sizeBytes size in bytes
 */
public record PackDeclaration(String sha256, long sizeBytes) {
    public PackDeclaration {
        Wire.required(sha256, "sha256");
    }
}
