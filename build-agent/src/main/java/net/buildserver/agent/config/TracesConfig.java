package net.buildserver.agent.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the agent's part of the traces of builds goes.
 *
 * @param endpoint address that takes traces by OTLP over HTTP; empty for nowhere
 * @param headers headers of each request to it
 */
public record TracesConfig(Optional<URI> endpoint, Map<String, String> headers) {
    public TracesConfig {
        headers = Map.copyOf(headers);
    }

    /** Never shows the headers. */
    @Override
    public String toString() {
        return "TracesConfig[endpoint=" + endpoint.map(URI::toString).orElse("") + "]";
    }
}
