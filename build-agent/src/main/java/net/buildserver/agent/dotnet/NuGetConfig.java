package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.buildserver.agent.failure.LocalIoException;

/**
 * The NuGet configuration that replaces the package sources of every repository. It lies outside of the workspace and is
 * named on the command line, so that the repository is built as it is.
 */
public final class NuGetConfig {
    private NuGetConfig() {}

    /** Writes the configuration for {@code sources} to {@code file}. */
    public static void write(Path file, List<String> sources) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n");
        xml.append("  <packageSources>\n    <clear/>\n");
        for (int i = 0; i < sources.size(); i++) {
            String source = sources.get(i);
            boolean insecure = source.toLowerCase(Locale.ROOT).startsWith("http://");
            xml.append("    <add key=\"source")
                    .append(i + 1)
                    .append("\" value=\"")
                    .append(escape(source))
                    .append('"');
            xml.append(insecure ? " allowInsecureConnections=\"true\"/>\n" : "/>\n");
        }
        xml.append("  </packageSources>\n");
        for (String section :
                List.of("auditSources", "disabledPackageSources", "packageSourceMapping", "fallbackPackageFolders")) {
            xml.append("  <")
                    .append(section)
                    .append("><clear/></")
                    .append(section)
                    .append(">\n");
        }
        xml.append("</configuration>\n");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, xml);
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write " + file, cannotWrite);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
