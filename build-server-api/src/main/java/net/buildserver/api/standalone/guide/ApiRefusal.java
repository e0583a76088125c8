package net.buildserver.api.standalone.guide;

import java.io.IOException;

/** The server refused a request of the guide. */
final class ApiRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiRefusal(int status, String problem) {
        super("HTTP " + status + ": " + problem);
        this.status = status;
    }

    int status() {
        return status;
    }
}
