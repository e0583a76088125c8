package net.buildserver.agent.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import org.jspecify.annotations.Nullable;

/** The sandbox level of an agent, found out once at its start, and the enclosures of its builds. */
public final class Sandbox {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Enclosure OPEN = new OpenEnclosure();

    private final @Nullable Bubblewrap bubblewrap;
    private final @Nullable String shortfall;
    private final SandboxFolders folders;
    private final EgressRules egress;

    private Sandbox(
            @Nullable Bubblewrap bubblewrap, @Nullable String shortfall, SandboxFolders folders, EgressRules egress) {
        this.bubblewrap = bubblewrap;
        this.shortfall = shortfall;
        this.folders = folders;
        this.egress = egress;
    }

    /**
     * Returns the sandbox of the wanted level, or of a lower one where the machine does not have that.
     *
     * @param scratch folder that the machine is tried with
     * @param egress what a restore may reach
     */
    public static Sandbox open(SandboxLevel wanted, SandboxFolders folders, EgressRules egress, Path scratch) {
        if (wanted == SandboxLevel.PROCESS) {
            return new Sandbox(null, null, folders, egress);
        }
        Optional<Bubblewrap> found = Bubblewrap.find();
        if (found.isEmpty()) {
            return new Sandbox(null, "bubblewrap is not installed", folders, egress);
        }
        String problem = probe(found.get(), scratch);
        return problem.isEmpty()
                ? new Sandbox(found.get(), null, folders, egress)
                : new Sandbox(null, "bubblewrap does not work here: " + problem, folders, egress);
    }

    // Containers and hardened kernels forbid one part or another, so that only running it tells.
    private static String probe(Bubblewrap bubblewrap, Path scratch) {
        List<String> command = new ArrayList<>(
                bubblewrap.command(List.of(), Map.of(scratch, Layout.TEMPORARY), Map.of(), Layout.TEMPORARY, false));
        command.add("true");
        List<String> lines = new ArrayList<>();
        ProcessRequest request = new ProcessRequest(command, scratch, Map.of("PATH", "/usr/bin:/bin"));
        if (ProcessRunner.probe(request, PROBE_LIMIT, lines::add)) {
            return "";
        }
        return lines.isEmpty() ? "it does not start" : lines.getFirst();
    }

    /** Returns the level that builds get. */
    public SandboxLevel level() {
        return bubblewrap == null ? SandboxLevel.PROCESS : SandboxLevel.BUBBLEWRAP;
    }

    /** Returns why builds get a lower level than the operator wanted, or nothing if they get it. */
    public Optional<String> shortfall() {
        return Optional.ofNullable(shortfall);
    }

    /** Returns where every build sees its repository, or nothing if each sees it where it lies. */
    public Optional<Path> canonicalRoot() {
        return bubblewrap == null ? Optional.empty() : Optional.of(Layout.ROOT);
    }

    /** Returns the enclosure of an attempt. */
    public Enclosure enclose(AttemptFolders own) {
        if (bubblewrap == null) {
            return OPEN;
        }
        SandboxFolders there = new SandboxFolders(
                folders.packages(),
                folders.readable().stream().filter(Files::exists).toList());
        return new BubblewrapEnclosure(bubblewrap, there, own, egress);
    }

    /** Returns the enclosure of builds that see everything where it lies. */
    public static Enclosure none() {
        return OPEN;
    }
}
