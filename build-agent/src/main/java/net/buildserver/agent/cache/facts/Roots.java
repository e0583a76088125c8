package net.buildserver.agent.cache.facts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folders that a build's paths lie in. Names of files are independent of where these folders are, so that keys and facts
 * of one machine fit another.
 *
 * @param real folder of the repository
 * @param seen the folder that MSBuild sees it as; another one where the build runs in a mount namespace
 * @param packages folder of unpacked NuGet packages
 * @param seenPackages the folder that MSBuild sees it as
 * @param sdk folder of the {@code dotnet} program
 * @param mapped whether compilers are told to write another root into their outputs, which hides it from debuggers and
 *     coverage
 */
public record Roots(Path real, Path seen, Path packages, Path seenPackages, Path sdk, boolean mapped) {
    /** Name prefix of files in packages. */
    public static final String PACKAGES = "packages:";

    /** Name prefix of files of the SDK. */
    public static final String SDK = "sdk:";

    /** Name prefix of files anywhere else on the machine. */
    public static final String HOST = "host:";

    /** Creates the roots of a build that sees packages where they lie. */
    public Roots(Path real, Path seen, Path packages, Path sdk, boolean mapped) {
        this(real, seen, packages, packages, sdk, mapped);
    }

    /** Returns the name of a file that MSBuild gave by its absolute path; it is relative for files of the repository. */
    public String name(String path) {
        Path absolute = Path.of(path.replace('\\', '/')).normalize();
        if (absolute.startsWith(seen)) {
            return slashes(seen.relativize(absolute));
        }
        for (Map.Entry<String, Path> folder : List.of(Map.entry(PACKAGES, seenPackages), Map.entry(SDK, sdk))) {
            if (absolute.startsWith(folder.getValue())) {
                return folder.getKey() + slashes(folder.getValue().relativize(absolute));
            }
        }
        return HOST + slashes(absolute);
    }

    /** Returns where the file with {@code name} lies for this process. */
    public Path file(String name) {
        if (name.startsWith(PACKAGES)) {
            return packages.resolve(name.substring(PACKAGES.length()));
        }
        if (name.startsWith(SDK)) {
            return sdk.resolve(name.substring(SDK.length()));
        }
        return name.startsWith(HOST) ? Path.of(name.substring(HOST.length())) : real.resolve(name);
    }

    /** Returns whether a file with {@code name} belongs to the repository. */
    public static boolean isOfRepository(String name) {
        return !name.startsWith(PACKAGES) && !name.startsWith(SDK) && !name.startsWith(HOST);
    }

    /** Returns the path that MSBuild sees for a file of the repository. */
    public String seenPath(String name) {
        return seen.resolve(name).toString();
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
