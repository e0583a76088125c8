package net.buildserver.agent.server;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The agent's JSON reader and writer. What comes from outside is bounded in depth and length. */
public final class Json {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 8 * 1024 * 1024;

    /** Reads and writes the records of the protocol; fields that it does not know are ignored. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .build())
                    .build())
            .build();

    private Json() {}
}
