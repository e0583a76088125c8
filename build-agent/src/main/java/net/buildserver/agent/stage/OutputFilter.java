package net.buildserver.agent.stage;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.log.LogLevel;
import net.buildserver.domain.log.ProjectHeading;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dotnet command's output to the log: warnings and errors once and with their level, everything else as it is,
 * without MSBuild's summary, which repeats them all. Of warnings and errors a heading says which project they are of.
 */
final class OutputFilter {
    private static final Pattern SUMMARY = Pattern.compile(
            "Build succeeded\\.|Build FAILED\\.|\\s+\\d+ (Warning|Error)\\(s\\)|Time Elapsed \\S+|\\s*");

    private final BuildContext context;
    private final DiagnosticParser parser;
    private @Nullable String heading;

    OutputFilter(BuildContext context) {
        this.context = context;
        this.parser = new DiagnosticParser(context.seenRoot());
    }

    void accept(String line) {
        Optional<Diagnostic> diagnostic = parser.parse(line);
        if (diagnostic.isPresent()) {
            accept(diagnostic.get());
        } else if (!SUMMARY.matcher(line).matches()) {
            heading = null;
            context.log().info(line);
        }
    }

    /** Takes a diagnostic that no output of this attempt says. */
    void accept(Diagnostic diagnostic) {
        if (context.isConfirmation() && diagnostic.severity() == DiagnosticSeverity.Warning) {
            return;
        }
        if (context.stageDiagnostics().add(diagnostic)) {
            head(diagnostic);
            boolean error = diagnostic.severity() == DiagnosticSeverity.Error;
            context.log().write(error ? LogLevel.ERROR : LogLevel.WARN, line(diagnostic));
            if (context.allDiagnostics().add(diagnostic)) {
                context.progress().diagnostic(diagnostic);
            }
        }
    }

    private void head(Diagnostic diagnostic) {
        String now = ProjectHeading.of(diagnostic).map(ProjectHeading::text).orElse(null);
        if (!Objects.equals(heading, now)) {
            context.log().info(now == null ? ProjectHeading.NONE : now);
            heading = now;
        }
    }

    // "CS8618: Non-nullable field ... [src/App/Person.cs(12,19)]"
    private static String line(Diagnostic diagnostic) {
        String text = (diagnostic.code() == null ? "" : diagnostic.code() + ": ") + diagnostic.message();
        String file = diagnostic.file();
        if (file == null) {
            return text;
        }
        String place = diagnostic.line() == null
                ? ""
                : "(" + diagnostic.line() + (diagnostic.column() == null ? "" : "," + diagnostic.column()) + ")";
        return text + " [" + file + place + "]";
    }
}
