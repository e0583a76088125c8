package net.buildserver.api.standalone.guide;

import java.io.BufferedReader;
import java.io.IOException;
import net.buildserver.api.standalone.Terminal;

/** Prints a build's log as it grows, until the server says that it is complete. A broken stream is taken up where it broke. */
final class LogFollower {
    private static final int MOST_RECONNECTS = 20;

    private final ApiClient api;
    private final Terminal terminal;

    LogFollower(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Follows the log at {@code path} to its end. */
    void follow(String path) throws IOException {
        String lastEventId = "";
        for (int tries = 0; ; tries++) {
            String event = "";
            try (BufferedReader events = api.events(path, lastEventId)) {
                for (String line = events.readLine(); line != null; line = events.readLine()) {
                    if (line.startsWith("event:")) {
                        event = line.substring("event:".length()).strip();
                    } else if (line.startsWith("id:")) {
                        lastEventId = line.substring("id:".length()).strip();
                    } else if (line.startsWith("data:") && event.isEmpty()) {
                        terminal.detail("    " + text(line));
                    } else if (line.isEmpty()) {
                        if (event.equals("end")) {
                            return;
                        }
                        event = "";
                    }
                }
            } catch (IOException broken) {
                if (tries >= MOST_RECONNECTS) {
                    throw broken;
                }
            }
        }
    }

    private static String text(String line) {
        String data = line.substring("data:".length());
        return data.startsWith(" ") ? data.substring(1) : data;
    }
}
