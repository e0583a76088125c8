package net.buildserver.agent.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.process.ProcessRunner;
import org.jspecify.annotations.Nullable;

/** The sandbox level of an agent, found out once at its start, and the enclosures of its builds. */
public final class Sandbox {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Enclosure OPEN = new OpenEnclosure();

    private final @Nullable Bubblewrap bubblewrap;
    private final @Nullable Containers containers;
    private final @Nullable String shortfall;
    private final SandboxFolders folders;
    private final EgressRules egress;

    private Sandbox(
            @Nullable Bubblewrap bubblewrap,
            @Nullable Containers containers,
            @Nullable String shortfall,
            SandboxFolders folders,
            EgressRules egress) {
        this.bubblewrap = bubblewrap;
        this.containers = containers;
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
            return new Sandbox(null, null, null, folders, egress);
        }
        Optional<Bubblewrap> found = Bubblewrap.find();
        if (found.isEmpty()) {
            return new Sandbox(null, null, "bubblewrap is not installed", folders, egress);
        }
        String problem = probe(found.get(), scratch);
        return problem.isEmpty()
                ? new Sandbox(found.get(), null, null, folders, egress)
                : new Sandbox(null, null, "bubblewrap does not work here: " + problem, folders, egress);
    }

    /**
     * Returns the sandbox of level {@code CONTAINER}, or of a lower one where the machine has no containers.
     *
     * @param agent the agent's own environment
     */
    public static Sandbox open(
            ContainerSettings settings,
            SandboxFolders folders,
            EgressRules egress,
            Path scratch,
            Map<String, String> agent) {
        Optional<Containers> found = Containers.find(settings, scratch, agent);
        String problem =
                found.map(containers -> containers.problem(scratch)).orElse("docker or podman is not installed");
        if (problem.isEmpty()) {
            found.get().removeLeftovers(scratch);
            return new Sandbox(null, found.get(), null, folders, egress);
        }
        Sandbox lower = open(SandboxLevel.BUBBLEWRAP, folders, egress, scratch);
        return new Sandbox(lower.bubblewrap, null, "containers do not work here: " + problem, folders, egress);
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
        if (containers != null) {
            return SandboxLevel.CONTAINER;
        }
        return bubblewrap == null ? SandboxLevel.PROCESS : SandboxLevel.BUBBLEWRAP;
    }

    /** Returns why builds get a lower level than the operator wanted, or nothing if they get it. */
    public Optional<String> shortfall() {
        return Optional.ofNullable(shortfall);
    }

    /** Returns where every build sees its repository, or nothing if each sees it where it lies. */
    public Optional<Path> canonicalRoot() {
        return level() == SandboxLevel.PROCESS ? Optional.empty() : Optional.of(Layout.ROOT);
    }

    /** Returns the enclosure of an attempt that wants no image of its own. */
    public Enclosure enclose(AttemptFolders own) {
        return enclose(own, "");
    }

    /**
     * Returns the enclosure of an attempt.
     *
     * @param image image that it wants, or empty
     * @throws BuildFailedException if the image is not allowed, or there are no containers for it
     */
    public Enclosure enclose(AttemptFolders own, String image) {
        SandboxFolders there = new SandboxFolders(
                folders.packages(),
                folders.readable().stream().filter(Files::exists).toList());
        Containers engine = containers;
        if (engine != null) {
            String chosen = image.isEmpty() ? engine.settings().defaultImage().orElseThrow() : image;
            if (!engine.settings().allows(chosen)) {
                throw BuildFailedException.configuration("the image " + chosen
                        + " may not be used on this agent; allowed: "
                        + String.join(", ", engine.settings().images()));
            }
            return new BoxEnclosure(() -> new ContainerBoxes(engine, chosen, own.temporary()), there, own, egress);
        }
        if (!image.isEmpty()) {
            throw BuildFailedException.configuration(
                    "the build wants the image " + image + ", but this agent runs builds at" + " sandbox level "
                            + level().label() + "; ask for the label sandbox=container");
        }
        Bubblewrap program = bubblewrap;
        return program == null ? OPEN : new BoxEnclosure(() -> program, there, own, egress);
    }

    /** Returns the enclosure of builds that see everything where it lies. */
    public static Enclosure none() {
        return OPEN;
    }
}
