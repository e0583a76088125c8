package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.store.TestPasses;
import net.buildserver.agent.cache.store.TestPasses.Pass;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;

/** Tests that passed before with the same outputs and need not run again. */
final class CachedTests {
    private final BuildContext context;
    private final CachedBuild build;
    private final TestPasses passes;

    CachedTests(BuildContext context, CachedBuild build) {
        this.context = context;
        this.build = build;
        this.passes = context.tools().cache().passes();
    }

    /** Returns the pass of a test project, if all of its frameworks passed. */
    Optional<Pass> find(Path project) {
        // Coverage is a result too, and it is not kept.
        if (context.job().collectCoverage() || context.assignment().forceClean()) {
            return Optional.empty();
        }
        try {
            Optional<String> key = key(project);
            return key.isEmpty() ? Optional.empty() : passes.find(key.get());
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read cached test results", unreadable);
        }
    }

    /** Keeps the results of a test project if none failed and at least one passed. */
    void keep(Path project, List<TestCaseResult> results) {
        boolean green = results.stream().noneMatch(result -> result.outcome() == TestOutcome.Failed)
                && results.stream().anyMatch(result -> result.outcome() == TestOutcome.Passed);
        Optional<String> key = green ? key(project) : Optional.empty();
        if (key.isPresent()) {
            try {
                passes.keep(
                        key.get(), new Pass(context.assignment().executionId().toString(), results));
            } catch (IOException unwritable) {
                throw new LocalIoException("cannot keep test results", unwritable);
            }
        }
    }

    private Optional<String> key(Path project) {
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
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        KeyDocument.of(KeyKind.Test, ids.getFirst(), inputs).key());
    }
}
