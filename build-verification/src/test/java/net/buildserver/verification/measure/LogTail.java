package net.buildserver.verification.measure;

import java.net.URI;
import net.buildserver.verification.endtoend.BrowserUnderMeasurement;

/**
 * How smoothly a browser follows a log that grows by {@code -Dlines} (10,000) a second, on the server at {@code -Dserver} whose admin
 * has {@code -Dpassword}:
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=LogTail -Dserver=... -Dpassword=...}
 */
final class LogTail {
    private LogTail() {}

    public static void main(String[] args) {
        var server = URI.create(System.getProperty("server", "http://127.0.0.1:8080"));
        try (var browser = new BrowserUnderMeasurement(server, System.getProperty("password", ""))) {
            browser.followLog(Integer.getInteger("lines", 10_000), Integer.getInteger("seconds", 10));
        }
    }
}
