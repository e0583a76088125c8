package net.buildserver.agent.artifact;

import java.util.Locale;
import java.util.Map;

/** Media types of artifacts by their file extension. */
final class ContentTypes {
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "zip", "application/zip",
            "nupkg", "application/zip",
            "snupkg", "application/zip",
            "xml", "application/xml",
            "trx", "application/xml",
            "json", "application/json",
            "txt", "text/plain",
            "log", "text/plain");

    private ContentTypes() {}

    static String of(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
    }
}
