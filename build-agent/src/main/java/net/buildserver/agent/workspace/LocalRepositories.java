package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.buildserver.agent.failure.LocalIoException;

/**
 * Git refuses local repositories of other owners unless a configuration file of its user trusts them; the environment does
 * not do, since git clears it for the other side. Where the operator allows local repositories, the one that is built is
 * trusted, through a file beside the checkout.
 */
final class LocalRepositories {
    private LocalRepositories() {}

    static void trust(Map<String, String> environment, String folder, Path checkout) {
        Path file = checkout.resolveSibling(checkout.getFileName() + ".gitconfig");
        String quoted = folder.replace("\\", "\\\\").replace("\"", "\\\"");
        String bare = quoted.endsWith("/") ? quoted.substring(0, quoted.length() - 1) : quoted;
        try {
            Files.writeString(
                    file,
                    "[safe]\n\tdirectory = \"" + bare + "\"\n\tdirectory = \"" + bare + "/.git\"\n\tdirectory = \""
                            + bare + ".git\"\n\tdirectory = \"" + checkout + "\"\n");
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot prepare the checkout", cannotWrite);
        }
        environment.put("GIT_CONFIG_GLOBAL", file.toString());
    }
}
