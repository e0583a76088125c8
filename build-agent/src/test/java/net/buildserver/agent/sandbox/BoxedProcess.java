package net.buildserver.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import net.buildserver.agent.signal.Cancellation;

/** Shell scripts in the sandbox of one attempt, whose folders lie beside those of others as an agent's do. */
final class BoxedProcess {
    final String attempt = UUID.randomUUID().toString();
    final Cancellation cancellation = new Cancellation();
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final Path repository;
    final Path temporary;
    final Path packages;
    private final Enclosure enclosure;

    BoxedProcess(Path agent, EgressRules egress) throws IOException {
        repository = Files.createDirectories(agent.resolve("ws/mine/src")).toRealPath();
        temporary = Files.createDirectories(agent.resolve("tmp")).toRealPath();
        packages = Files.createDirectories(agent.resolve("packages")).toRealPath();
        SandboxFolders folders = new SandboxFolders(packages, List.of());
        Sandbox sandbox = Sandbox.open(SandboxLevel.BUBBLEWRAP, folders, egress, temporary);
        if (sandbox.level() != SandboxLevel.BUBBLEWRAP) {
            throw new IllegalStateException(sandbox.shortfall().orElseThrow());
        }
        enclosure = sandbox.enclose(new AttemptFolders(repository, temporary, List.of()));
    }

    static boolean isPossible(Path scratch) {
        SandboxFolders folders = new SandboxFolders(scratch, List.of());
        EgressRules nowhere = EgressRules.of(List.of("/nowhere"), List.of());
        return Sandbox.open(SandboxLevel.BUBBLEWRAP, folders, nowhere, scratch).level() == SandboxLevel.BUBBLEWRAP;
    }

    ProcessExit run(Access access, String script) {
        lines.clear();
        try (EnclosedStep step = enclosure.open(access, notes::add)) {
            return new ProcessRunner().run(step.enclose(request(script)), cancellation, lines::add);
        }
    }

    String output() {
        return String.join("\n", lines);
    }

    private ProcessRequest request(String script) {
        return new ProcessRequest(
                List.of("/bin/bash", "-c", script),
                repository,
                Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        ProcessRequest.COOKIE,
                        attempt,
                        "TMPDIR",
                        temporary.toString(),
                        "NUGET_SCRATCH",
                        packages.resolve(".scratch").toString()));
    }
}
