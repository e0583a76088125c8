package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.artifact.ArtifactCollector;
import net.buildserver.agent.artifact.ArtifactUploader;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.dotnet.DiagnosticCollector;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.SdkFeatures;
import net.buildserver.agent.dotnet.SdkVersion;
import net.buildserver.agent.log.BuildLog;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.agent.sandbox.AttemptFolders;
import net.buildserver.agent.sandbox.Enclosure;
import net.buildserver.agent.sandbox.Sandbox;
import net.buildserver.agent.signal.Cancellation;
import net.buildserver.agent.trace.AttemptTrace;
import net.buildserver.agent.workspace.Checkout;
import net.buildserver.agent.workspace.CheckoutRequest;
import net.buildserver.agent.workspace.Workspace;
import net.buildserver.domain.build.BuildJobDescriptor;
import net.buildserver.domain.protocol.AddedTask;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.stage.StageNames;
import org.jspecify.annotations.Nullable;

/** One attempt as its stages see it: what to build, with what, and what earlier stages found out. */
public final class BuildContext {
    private final TaskAssignment assignment;
    private final BuildTools tools;
    private final AttemptOutputs outputs;
    private final Cancellation cancellation;
    private final ArtifactUploader uploader;
    private final ArtifactCollector artifacts;
    private final Map<String, Object> output = new LinkedHashMap<>();
    private final List<AddedTask> added = new ArrayList<>();
    private final DiagnosticCollector allDiagnostics = new DiagnosticCollector();
    private DiagnosticCollector stageDiagnostics = new DiagnosticCollector();
    private @Nullable Workspace workspace;
    private volatile @Nullable Checkout checkout;
    private Enclosure enclosure = Sandbox.none();
    private @Nullable SdkVersion sdk;
    private List<ProjectFacts> projects = List.of();
    private final BuildOutcomes outcomes = new BuildOutcomes();
    private boolean restoreSkipped;
    private @Nullable CachedBuild cached;

    /**
     * Where an attempt's outputs go.
     *
     * @param log the build's log
     * @param progress what the server is told
     * @param temporary short private folder for temporary files
     * @param redaction what is secret in all of them
     * @param trace what is told of how long things took
     */
    public record AttemptOutputs(
            BuildLog log, Progress progress, Path temporary, Redaction redaction, AttemptTrace trace) {}

    /** Creates the context of an attempt that has not begun. */
    public BuildContext(
            TaskAssignment assignment,
            BuildTools tools,
            AttemptOutputs outputs,
            Cancellation cancellation,
            ArtifactUploader uploader) {
        this.assignment = assignment;
        this.tools = tools;
        this.outputs = outputs;
        this.cancellation = cancellation;
        this.uploader = uploader;
        this.artifacts = new ArtifactCollector(
                path -> prefix(assignment) + outputs.redaction().apply(path));
    }

    // Files of several tasks that run tests must not be called the same.
    private static String prefix(TaskAssignment assignment) {
        return TaskScope.of(assignment).tests().isEmpty() ? "" : assignment.taskName() + "/";
    }

    TaskAssignment assignment() {
        return assignment;
    }

    BuildJobDescriptor job() {
        return assignment.job();
    }

    BuildTools tools() {
        return tools;
    }

    BuildLog log() {
        return outputs.log();
    }

    Progress progress() {
        return outputs.progress();
    }

    /** Returns the folder for temporary files of this attempt. */
    Path temporary() {
        return outputs.temporary();
    }

    Redaction redaction() {
        return outputs.redaction();
    }

    AttemptTrace trace() {
        return outputs.trace();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    ArtifactUploader uploader() {
        return uploader;
    }

    ArtifactCollector artifacts() {
        return artifacts;
    }

    /** Begins a stage with no diagnostics. */
    public void beginStage(String name) {
        outputs.trace().stage(name);
        forgetDiagnostics();
    }

    /** Makes the stage that runs begin anew. */
    void forgetDiagnostics() {
        stageDiagnostics = new DiagnosticCollector();
    }

    /** Starts the clock of a stage. */
    public StageTimer limitStage() {
        return StageTimer.start(tools.stageLimit(), cancellation);
    }

    /** Returns the diagnostics of the stage that runs. */
    public DiagnosticCollector stageDiagnostics() {
        return stageDiagnostics;
    }

    DiagnosticCollector allDiagnostics() {
        return allDiagnostics;
    }

    /** Returns whether the task has this stage and it is not switched off. */
    boolean plans(String stage) {
        return assignment.stages().stream().anyMatch(planned -> planned.name().equals(stage) && !planned.skipped());
    }

    /** Gives {@code value} to the tasks that depend on this one. */
    void putOut(String name, Object value) {
        output.put(name, value);
    }

    /** Returns what tasks that depend on this one are given. */
    public Map<String, Object> output() {
        return Map.copyOf(output);
    }

    /** Adds a task to the build, if this one succeeds. */
    void add(AddedTask task) {
        added.add(task);
    }

    /** Returns the tasks that are added to the build. */
    public List<AddedTask> added() {
        return List.copyOf(added);
    }

    /** Returns whether a later stage uploads what was collected. */
    boolean uploadsLater() {
        return plans(StageNames.UPLOAD);
    }

    CheckoutRequest checkoutRequest() {
        return new CheckoutRequest(
                assignment.attemptId(),
                job().repositoryUrl(),
                TaskScope.commit(assignment).orElseGet(job()::gitRef),
                CheckoutFolders.of(this),
                cancellation,
                log()::info);
    }

    void checkedOut(Workspace in, Checkout what) {
        workspace = in;
        checkout = what;
        enclosure = tools.sandbox()
                .enclose(
                        new AttemptFolders(what.directory(), temporary(), what.shared()),
                        BuildSettings.of(this).text(BuildSettings.IMAGE));
    }

    Workspace workspace() {
        return known(workspace);
    }

    Checkout checkout() {
        return known(checkout);
    }

    /** Returns what the build sees of the machine. */
    Enclosure enclosure() {
        return enclosure;
    }

    /** Returns the repository's folder as the build sees it, which is the one in all that the build writes. */
    Path seenRoot() {
        return enclosure.seen(checkout().directory());
    }

    /** Returns the solution or project file. */
    Path solution() {
        return checkout().directory().resolve(job().solutionPath());
    }

    void chose(SdkVersion version) {
        sdk = version;
    }

    SdkVersion sdk() {
        return known(sdk);
    }

    SdkFeatures sdkFeatures() {
        return SdkFeatures.of(known(sdk));
    }

    void built(List<ProjectFacts> facts) {
        projects = List.copyOf(facts);
    }

    List<ProjectFacts> projects() {
        return projects;
    }

    /** Returns what came out so far. */
    BuildOutcomes outcomes() {
        return outcomes;
    }

    /** Returns whether another agent did the same before and told of it; then only what is not the same is told again. */
    boolean isConfirmation() {
        return plans(StageNames.COMPARE);
    }

    void restoreSkipped(boolean skipped) {
        restoreSkipped = skipped;
    }

    boolean isRestoreSkipped() {
        return restoreSkipped;
    }

    void cached(CachedBuild build) {
        cached = build;
    }

    /** Returns the cached build, if this attempt has one and it is planned. */
    Optional<CachedBuild> cached() {
        return Optional.ofNullable(cached);
    }

    /** Returns where the build writes, as far as it has got. */
    public List<Path> folders() {
        Checkout known = checkout;
        return known == null ? List.of(temporary()) : List.of(temporary(), known.directory());
    }

    /** Gives the workspace back, if the attempt got as far as having one. */
    public void release() {
        Optional.ofNullable(workspace).ifPresent(Workspace::close);
    }

    List<String> describeSdks() {
        List<String> versions = new ArrayList<>();
        tools.dotnet().ifPresent(dotnet -> dotnet.sdks().forEach(version -> versions.add(version.toString())));
        return versions;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the plan runs this stage before the one that it needs");
        }
        return value;
    }
}
