package net.buildserver.agent.cache.packs;

import java.io.IOException;

/** A pack is damaged, was made by somebody with bad intentions, or is not what its manifest says: it is a miss. */
public final class PackException extends IOException {
    private static final long serialVersionUID = 1L;

    PackException(String message) {
        super(message);
    }

    PackException(String message, Throwable cause) {
        super(message, cause);
    }
}
