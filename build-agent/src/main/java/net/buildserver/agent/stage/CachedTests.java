package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.Reuse;
import net.buildserver.agent.cache.tests.TestPasses;
import net.buildserver.agent.cache.tests.TestPasses.Pass;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.redaction.RedactedReports;
import net.buildserver.agent.workspace.FileTrees;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;

/** Tests that passed before with the same outputs and settings, here or on another agent, and need not run again. */
final class CachedTests {
    /** What is kept of a run: its results, reports and coverage. Another set gets another number. */
    private static final String FORMAT = "2";

    private final BuildContext context;
    private final CachedBuild build;
    private final TestPasses passes;

    CachedTests(BuildContext context, CachedBuild build) {
        this.context = context;
        this.build = build;
        this.passes = context.tools().cache().passes();
    }

    /** Returns those of the test projects all of whose frameworks passed. */
    Set<Path> passed(Collection<Path> projects) {
        Map<Path, KeyDocument> documents = new TreeMap<>();
        if (CachedSolution.reuse(context) == Reuse.ALL) {
            projects.forEach(project -> document(project).ifPresent(document -> documents.put(project, document)));
        }
        try {
            Set<String> known = passes.known(documents.values());
            documents.values().removeIf(document -> !known.contains(document.key()));
            return Set.copyOf(documents.keySet());
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read cached test results", unreadable);
        }
    }

    /** Returns the results of a project that passed; nothing if they turn out to be damaged. */
    Optional<Pass> find(Path project) {
        try {
            Optional<KeyDocument> document = document(project);
            return document.isEmpty() ? Optional.empty() : passes.find(document.get(), folder("found", document.get()));
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read cached test results", unreadable);
        }
    }

    /** Keeps the results of a test project if none failed and at least one passed. */
    void keep(Path project, TestRun run) {
        List<TestCaseResult> results = run.lastResults();
        boolean green = results.stream().noneMatch(result -> result.outcome() == TestOutcome.Failed)
                && results.stream().anyMatch(result -> result.outcome() == TestOutcome.Passed);
        Optional<KeyDocument> document = green ? document(project) : Optional.empty();
        if (document.isPresent()) {
            // What tests wrote may hold secrets, and this leaves the machine.
            RedactedReports redacted = new RedactedReports(context.redaction());
            List<TestCaseResult> shown = results.stream().map(redacted::test).toList();
            Pass pass = new Pass(context.assignment().executionId(), shown, run.lastReports(), run.lastCoverage());
            try {
                passes.keep(document.get(), pass, folder("kept", document.get()));
            } catch (IOException unwritable) {
                // A cache whose disk is full fails no build.
                context.log().info("The test results of this build are not cached: " + unwritable.getMessage());
            }
        }
    }

    private Path folder(String what, KeyDocument document) {
        Path folder = context.temporary().resolve("test-cache").resolve(what).resolve(document.key());
        FileTrees.deleteQuietly(folder);
        return folder;
    }

    private Optional<KeyDocument> document(Path project) {
        String path =
                context.checkout().directory().relativize(project).toString().replace('\\', '/');
        List<KeyInput> inputs = new ArrayList<>();
        List<ProjectId> ids = build.facts().projects().keySet().stream()
                .filter(id -> id.path().equals(path))
                .sorted()
                .toList();
        for (ProjectId id : ids) {
            Optional<String> key = build.key(id);
            boolean refused = build.facts().of(id).property("cacheTests").equalsIgnoreCase("false");
            if (key.isEmpty() || refused) {
                return Optional.empty();
            }
            inputs.add(new KeyInput(InputClass.Dependency, id.name(), key.get()));
        }
        inputs.add(new KeyInput(InputClass.Property, "results", FORMAT));
        // Coverage is a result, too. Everything else that tests are run with is a build property and in the keys.
        inputs.add(new KeyInput(
                InputClass.Property,
                "collectCoverage",
                String.valueOf(context.job().collectCoverage())));
        String framework = context.job().targetFramework();
        inputs.add(new KeyInput(InputClass.Property, "targetFramework", framework == null ? "" : framework));
        return ids.isEmpty() ? Optional.empty() : Optional.of(KeyDocument.of(KeyKind.Test, ids.getFirst(), inputs));
    }
}
