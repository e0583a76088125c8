package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** The server cannot be reached, as is to be expected while it restarts. */
final class NoAnswerException extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    NoAnswerException(URI uri, IOException cause) {
        super("no answer from " + uri, cause);
    }
}
