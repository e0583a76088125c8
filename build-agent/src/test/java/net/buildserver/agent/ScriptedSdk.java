package net.buildserver.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An SDK whose {@code dotnet} is a shell script, so that builds last as long as a test wants. */
public final class ScriptedSdk {
    private final Path root;

    public ScriptedSdk(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Makes {@code dotnet build} run {@code commands}; everything else succeeds. */
    public ScriptedSdk build(String commands) throws IOException {
        return script("case $1 in --version) echo 10.0.100;; build) " + commands + ";; esac");
    }

    public ScriptedSdk script(String script) throws IOException {
        Files.createDirectories(root.resolve("sdk/10.0.100"));
        Files.writeString(root.resolve("sdk/10.0.100/dotnet.dll"), "");
        Path program = Files.writeString(root.resolve("dotnet"), "#!/bin/sh\n" + script + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        return this;
    }
}
