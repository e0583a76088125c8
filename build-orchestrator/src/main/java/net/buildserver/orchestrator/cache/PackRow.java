package net.buildserver.orchestrator.cache;

/** A pack as its row has it. */
record PackRow(String scope, String digest, long sizeBytes, String objectKey, boolean stored) {}
