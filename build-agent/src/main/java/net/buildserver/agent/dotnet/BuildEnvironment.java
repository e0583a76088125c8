package net.buildserver.agent.dotnet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.buildserver.agent.process.ProcessRequest;

/**
 * The environment of a build's processes. It starts from an allow-list of the agent's own, so that neither the agent's
 * credential nor anything else of its operator reaches a build.
 */
public final class BuildEnvironment {
    private static final List<String> PASSED = List.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "USER",
            "LOGNAME",
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
            "windir",
            "ComSpec",
            "PATHEXT",
            "ProgramFiles",
            "ProgramFiles(x86)",
            "ProgramW6432",
            "ProgramData",
            "ALLUSERSPROFILE",
            "CommonProgramFiles",
            "NUMBER_OF_PROCESSORS",
            "PROCESSOR_ARCHITECTURE",
            "OS");
    private static final List<String> LIBRARY_FOLDERS = List.of(
            "/usr/lib",
            "/usr/lib64",
            "/lib",
            "/lib64",
            "/usr/local/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu");

    /**
     * What commands of the SDK get that run no code of the project's: they end before code that was measured and compiled a second
     * time has paid for that, which takes a fifth of their processor time.
     */
    private static final Map<String, String> TOOLS = Map.of("DOTNET_TieredPGO", "0");

    private final Map<String, String> base = new HashMap<>();

    /**
     * Creates the environment that all builds of an agent share.
     *
     * @param agent the agent's own environment
     * @param home private home folder
     * @param packages folder of unpacked packages
     * @param offlineSources whether all package sources are folders, so that revocation lists cannot be reached either
     */
    public BuildEnvironment(Map<String, String> agent, Path home, Path packages, boolean offlineSources) {
        PASSED.forEach(name -> {
            String value = agent.get(name);
            if (value != null) {
                base.put(name, value);
            }
        });
        base.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String name : List.of("HOME", "USERPROFILE", "DOTNET_CLI_HOME")) {
            base.put(name, home.toString());
        }
        base.put("NUGET_PACKAGES", packages.toString());
        // NuGet's locks, by which no two restores unpack one package at a time, lie with the temporary files by
        // default:
        // here these are each attempt's own, while the packages are everyone's.
        base.put("NUGET_SCRATCH", packages.resolve(".scratch").toString());
        base.put("CI", "true");
        base.put("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
        base.put("DOTNET_NOLOGO", "true");
        base.put("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1");
        base.put("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false");
        base.put("DOTNET_ADD_GLOBAL_TOOLS_TO_PATH", "false");
        base.put("DOTNET_MULTILEVEL_LOOKUP", "0");
        base.put("DOTNET_CLI_UI_LANGUAGE", "en");
        base.put("VSLANG", "1033");
        base.put("NUGET_XMLDOC_MODE", "skip");
        base.put("GIT_TERMINAL_PROMPT", "0");
        // No build server or terminal display outlives or changes a build (design: process hygiene). MSBuild's nodes
        // serve
        // all commands of one attempt: the handshake salt keeps them to it, and they are ended with it.
        base.put("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
        base.put("MSBUILDUSESERVER", "0");
        base.put("MSBUILDTERMINALLOGGER", "off");
        if (offlineSources) {
            base.put("NUGET_CERT_REVOCATION_MODE", "offline");
        }
        if (lacksIcu()) {
            base.put("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
            base.put("DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY", "false");
            base.put("MSBuildWarningsAsMessages", "NETSDK1187;NETSDK1188");
        }
    }

    /** Returns {@code environment}, which is one of an attempt, as commands get it that do not run tests. */
    public static Map<String, String> ofTools(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(TOOLS);
        all.putAll(environment);
        return all;
    }

    /**
     * Returns the environment of one attempt.
     *
     * @param attemptId the attempt, whose processes carry it
     * @param installation the SDK
     * @param temporary short private folder for temporary files
     * @param extras what the operator added; it wins
     */
    public Map<String, String> of(
            UUID attemptId, DotnetInstallation installation, Path temporary, Map<String, String> extras) {
        Map<String, String> environment = new HashMap<>(base);
        environment.put("DOTNET_ROOT", installation.root().toString());
        environment.put("DOTNET_HOST_PATH", installation.program().toString());
        environment.put("PATH", installation.root() + File.pathSeparator + base.get("PATH"));
        for (String name : List.of("TMPDIR", "TMP", "TEMP")) {
            environment.put(name, temporary.toString());
        }
        environment.put("MSBUILDNODEHANDSHAKESALT", attemptId.toString());
        environment.putAll(extras);
        environment.put(ProcessRequest.COOKIE, attemptId.toString());
        return environment;
    }

    // dotnet refuses to start on Linux without ICU unless it is told to do without cultures.
    private static boolean lacksIcu() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        return LIBRARY_FOLDERS.stream().map(Path::of).noneMatch(BuildEnvironment::hasIcu);
    }

    private static boolean hasIcu(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("libicuuc.so"));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
