package net.buildserver.orchestrator.artifacts.store;

import java.net.URI;
import java.util.Map;

/**
 * Permission for one upload.
 *
 * @param url where to put
 * @param headers headers that must be sent, since they are part of the signature
 */
public record SignedPut(URI url, Map<String, String> headers) {
    public SignedPut {
        headers = Map.copyOf(headers);
    }
}
