package net.buildserver.agent.redaction;

import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.test.TestCaseResult;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of everything in a report that a build may have written: messages, names, paths, outputs. */
public final class RedactedReports {
    private final Redaction redaction;

    /** Creates reports without what {@code redaction} finds. */
    public RedactedReports(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Returns a diagnostic without secrets. */
    public Diagnostic diagnostic(Diagnostic one) {
        return new Diagnostic(
                one.severity(),
                orNull(one.code()),
                redaction.apply(one.message()),
                orNull(one.file()),
                one.line(),
                one.column(),
                orNull(one.project()),
                one.targetFramework());
    }

    /** Returns a test result without secrets. */
    public TestCaseResult test(TestCaseResult one) {
        return new TestCaseResult(
                redaction.apply(one.project()),
                one.targetFramework(),
                redaction.apply(one.className()),
                redaction.apply(one.name()),
                one.outcome(),
                one.duration(),
                orNull(one.errorMessage()),
                orNull(one.stackTrace()),
                orNull(one.output()),
                one.flaky(),
                one.cachedFrom());
    }

    /** Returns a commit without secrets in the texts that people wrote. */
    public CommitSummary commit(CommitSummary one) {
        return new CommitSummary(one.sha(), redaction.apply(one.author()), one.time(), redaction.apply(one.subject()));
    }

    private @Nullable String orNull(@Nullable String text) {
        return text == null ? null : redaction.apply(text);
    }
}
