package net.buildserver.agent.workspace;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** Returns the environment for one attempt's work with {@code url}. */
    Map<String, String> of(UUID attemptId, RepositoryUrl url) {
        Map<String, String> environment = new HashMap<>();
        PASSED.forEach(name -> {
            String value = agent.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        });
        environment.put("LC_ALL", "C");
        environment.put("GIT_ALLOW_PROTOCOL", allowLocal ? "https:http:ssh:git:file" : "https:http:ssh:git");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", NOTHING);
        environment.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        environment.put("GIT_LFS_SKIP_SMUDGE", "0");
        environment.put(ProcessRequest.COOKIE, attemptId.toString());
        putConfig(environment, url);
        return environment;
    }

    // Configuration in the environment beats the repository's and is, unlike arguments, not shown to other users. The
    // credentials of a URL travel this way only.
    private static void putConfig(Map<String, String> environment, RepositoryUrl url) {
        List<Map.Entry<String, String>> config = new ArrayList<>(List.of(
                Map.entry("core.hooksPath", NOTHING),
                Map.entry("core.autocrlf", "false"),
                Map.entry("core.longpaths", "true"),
                Map.entry("gc.auto", "0"),
                Map.entry("maintenance.auto", "false"),
                Map.entry("submodule.recurse", "false"),
                Map.entry("fetch.recurseSubmodules", "false"),
                Map.entry("advice.detachedHead", "false")));
        if (url.hasCredentials()) {
            config.add(Map.entry("url." + url.full() + ".insteadOf", url.shown()));
        }
        for (int i = 0; i < config.size(); i++) {
            environment.put("GIT_CONFIG_KEY_" + i, config.get(i).getKey());
            environment.put("GIT_CONFIG_VALUE_" + i, config.get(i).getValue());
        }
        environment.put("GIT_CONFIG_COUNT", String.valueOf(config.size()));
    }
}
