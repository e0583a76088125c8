package net.buildserver.agent.workspace;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.process.ProcessRequest;

/**
 * The environment of git: no configuration but ours, no prompts, no hooks, and only the allowed transports, which git
 * enforces even where our own check of the URL should fail, and for redirects.
 */
final class GitEnvironment {
    private static final List<String> PASSED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SSH_AUTH_SOCK",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SystemRoot",
            "SystemDrive",
            "USERPROFILE",
            "ComSpec",
            "PATHEXT",
            "TEMP",
            "TMP");
    private static final String NOTHING = File.separatorChar == '\\' ? "NUL" : "/dev/null";

    private final Map<String, String> agent;
    private final boolean allowLocal;

    GitEnvironment(Map<String, String> agent, boolean allowLocal) {
        this.agent = Map.copyOf(agent);
        this.allowLocal = allowLocal;
    }

    /** Returns whether files that are kept in Git LFS can be fetched. */
    boolean hasLfs() {
        return Stream.of(agent.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git-lfs")));
    }

    /** Returns the environment for one attempt's work with {@code url} in the checkout {@code directory}. */
    Map<String, String> of(UUID attemptId, RepositoryUrl url, Path directory) {
        Map<String, String> environment = new HashMap<>();
        PASSED.forEach(name -> {
            String value = agent.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        });
        environment.put("LC_ALL", "C");
        // A damaged checkout must not be taken for a part of what it lies in.
        environment.put("GIT_CEILING_DIRECTORIES", directory.resolveSibling("").toString());
        environment.put("GIT_ALLOW_PROTOCOL", allowLocal ? "https:http:ssh:git:file" : "https:http:ssh:git");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", NOTHING);
        environment.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        environment.put("GIT_LFS_SKIP_SMUDGE", "0");
        environment.put(ProcessRequest.COOKIE, attemptId.toString());
        if (url.hasCredentials()) {
            Askpass.put(environment, url, directory.resolveSibling("git"));
        }
        putConfig(environment, hasLfs());
        return environment;
    }

    // Configuration in the environment beats the repository's and the machine's.
    private static void putConfig(Map<String, String> environment, boolean lfs) {
        List<Map.Entry<String, String>> config = new ArrayList<>(List.of(
                Map.entry("core.hooksPath", NOTHING),
                Map.entry("core.autocrlf", "false"),
                Map.entry("core.longpaths", "true"),
                // Names that another system would take for .git are refused on every system.
                Map.entry("core.protectHFS", "true"),
                Map.entry("core.protectNTFS", "true"),
                Map.entry("credential.helper", ""),
                Map.entry("gc.auto", "0"),
                Map.entry("gc.autoDetach", "false"),
                Map.entry("maintenance.auto", "false"),
                Map.entry("submodule.recurse", "false"),
                Map.entry("fetch.recurseSubmodules", "false"),
                Map.entry("advice.detachedHead", "false")));
        if (lfs) {
            config.add(Map.entry("filter.lfs.smudge", "git-lfs smudge -- %f"));
            config.add(Map.entry("filter.lfs.clean", "git-lfs clean -- %f"));
            config.add(Map.entry("filter.lfs.process", "git-lfs filter-process"));
            config.add(Map.entry("filter.lfs.required", "true"));
        }
        for (int i = 0; i < config.size(); i++) {
            environment.put("GIT_CONFIG_KEY_" + i, config.get(i).getKey());
            environment.put("GIT_CONFIG_VALUE_" + i, config.get(i).getValue());
        }
        environment.put("GIT_CONFIG_COUNT", String.valueOf(config.size()));
    }
}
