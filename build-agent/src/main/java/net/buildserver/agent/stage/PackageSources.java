package net.buildserver.agent.stage;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.dotnet.NuGetConfig;
import net.buildserver.agent.failure.BuildFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The NuGet configuration that replaces a repository's own: the one that the build asks for, else the agent's. It lies outside of
 * the workspace, so that the repository is built as it is.
 */
final class PackageSources {
    private PackageSources() {}

    /** Returns the configuration, or null if the repository's own holds. */
    static @Nullable Path config(BuildContext context) {
        String wanted = BuildSettings.of(context).text(BuildSettings.NUGET_SOURCES);
        if (wanted.isBlank()) {
            return context.tools().nugetConfig();
        }
        Path file = context.temporary().resolve("nuget").resolve("NuGet.Config");
        if (!Files.exists(file)) {
            List<String> sources = new ArrayList<>();
            for (String source : List.of(wanted.split("[;\\r\\n]+", -1))) {
                if (!source.isBlank()) {
                    sources.add(source(context, source.strip()));
                }
            }
            NuGetConfig.write(file, sources);
        }
        return file;
    }

    private static String source(BuildContext context, String source) {
        if (source.matches("(?i)https?://.*")) {
            try {
                URI uri = URI.create(source);
                if (uri.getHost() != null && uri.getUserInfo() == null) {
                    return source;
                }
            } catch (IllegalArgumentException malformed) {
                throw wrong();
            }
            throw wrong();
        }
        Path root = context.checkout().directory();
        Path folder = root.resolve(source).normalize();
        if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
            throw wrong();
        }
        return context.enclosure().seen(folder).toString();
    }

    private static BuildFailedException wrong() {
        return BuildFailedException.configuration("the build property " + BuildSettings.NUGET_SOURCES
                + " must name package sources, separated by ';': http(s) addresses without user and password (these belong in"
                + " build.env of the agent), or folders of the repository");
    }
}
