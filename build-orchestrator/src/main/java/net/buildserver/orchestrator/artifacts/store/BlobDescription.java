package net.buildserver.orchestrator.artifacts.store;

/**
 * What is to be put.
 *
 * @param size size in bytes
 * @param contentType media type
 * @param sha256 SHA-256 in lower-case hexadecimal digits
 */
public record BlobDescription(long size, String contentType, String sha256) {}
