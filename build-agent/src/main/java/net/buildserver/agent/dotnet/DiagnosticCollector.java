package net.buildserver.agent.dotnet;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import org.jspecify.annotations.Nullable;

/** Counts distinct diagnostics of one stage and remembers the first error. */
public final class DiagnosticCollector {
    /** Most diagnostics that are remembered to tell repeated ones; a build with more is beyond reading anyway. */
    private static final int MAX_REMEMBERED = 20_000;

    private final Set<Diagnostic> seen = new HashSet<>();
    private int warnings;
    private int errors;
    private @Nullable Diagnostic firstError;

    /** Adds a diagnostic; returns whether it is new. */
    public synchronized boolean add(Diagnostic diagnostic) {
        if (seen.size() >= MAX_REMEMBERED || !seen.add(withoutProject(diagnostic))) {
            return false;
        }
        if (diagnostic.severity() == DiagnosticSeverity.Error) {
            errors++;
            firstError = firstError == null ? diagnostic : firstError;
        } else {
            warnings++;
        }
        return true;
    }

    /** Returns the number of distinct warnings. */
    public synchronized int warnings() {
        return warnings;
    }

    /** Returns the codes of the warnings. */
    public synchronized SortedSet<String> warningCodes() {
        SortedSet<String> codes = new TreeSet<>();
        for (Diagnostic one : seen) {
            if (one.severity() == DiagnosticSeverity.Warning && one.code() != null) {
                codes.add(one.code());
            }
        }
        return codes;
    }

    /** Returns the number of distinct errors. */
    public synchronized int errors() {
        return errors;
    }

    /** Returns the first error. */
    public synchronized Optional<Diagnostic> firstError() {
        return Optional.ofNullable(firstError);
    }

    /** Returns whether an error with one of {@code codes} was among them. */
    public synchronized boolean hasError(Set<String> codes) {
        return seen.stream()
                .anyMatch(one ->
                        one.severity() == DiagnosticSeverity.Error && one.code() != null && codes.contains(one.code()));
    }

    // A warning of a shared file is one warning, however many frameworks or solution nodes print it.
    private static Diagnostic withoutProject(Diagnostic one) {
        String project = one.file() == null ? one.project() : null;
        return new Diagnostic(
                one.severity(), one.code(), one.message(), one.file(), one.line(), one.column(), project, null);
    }
}
