package net.buildserver.agent.attempt;

import net.buildserver.agent.redaction.Redaction;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.CommitSummary;
import net.buildserver.domain.test.TestCaseResult;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of everything in a report that a build may have written: messages, names, paths, outputs. */
final class RedactedReports {
    private final Redaction redaction;

    RedactedReports(Redaction redaction) {
        this.redaction = redaction;
    }

    Diagnostic diagnostic(Diagnostic one) {
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

    TestCaseResult test(TestCaseResult one) {
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
                one.flaky());
    }

    CommitSummary commit(CommitSummary one) {
        return new CommitSummary(one.sha(), redaction.apply(one.author()), one.time(), redaction.apply(one.subject()));
    }

    private @Nullable String orNull(@Nullable String text) {
        return text == null ? null : redaction.apply(text);
    }
}
