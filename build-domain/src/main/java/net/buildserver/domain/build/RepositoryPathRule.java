package net.buildserver.domain.build;

import java.util.Optional;
import java.util.Set;

/** Which paths inside a repository may be handed to {@code dotnet}: relative, without a way out and not an option. */
final class RepositoryPathRule {
    private static final int MAX_LENGTH = 1024;
    private static final Set<String> BUILDABLE =
            Set.of("sln", "slnx", "slnf", "csproj", "vbproj", "fsproj", "proj", "esproj", "sqlproj", "wixproj");

    private RepositoryPathRule() {}

    /** Returns what is wrong with {@code path} as the path of a solution or project, or empty. */
    static Optional<String> problem(String path) {
        if (path.length() > MAX_LENGTH) {
            return Optional.of("must be at most " + MAX_LENGTH + " characters long.");
        }
        if (path.startsWith("-") || path.startsWith("@")) {
            return Optional.of(
                    "must not start with '-' or '@', because dotnet would take it for an option or a response file.");
        }
        boolean absolute = path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*");
        boolean control = path.chars().anyMatch(Character::isISOControl);
        if (absolute || control || path.contains("\\") || hasDotSegment(path)) {
            return Optional.of(
                    "must be a path inside the repository with '/' between folders and no '..', such as src/App.sln.");
        }
        String extension = path.substring(path.lastIndexOf('.') + 1);
        if (!BUILDABLE.contains(extension)) {
            return Optional.of("must name a solution or project file (.sln, .slnx, .slnf, .csproj and the like).");
        }
        return Optional.empty();
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.startsWith("-")) {
                return true;
            }
        }
        return false;
    }
}
