package net.buildserver.agent.stage;

import java.util.Optional;
import java.util.regex.Pattern;
import net.buildserver.agent.dotnet.DiagnosticParser;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import net.buildserver.domain.log.LogLevel;

/**
 * Writes a dotnet command's output to the log: warnings and errors once and with their level, everything else as it is,
 * without MSBuild's summary, which repeats them all.
 */
final class OutputFilter {
    private static final Pattern SUMMARY = Pattern.compile(
            "Build succeeded\\.|Build FAILED\\.|\\s+\\d+ (Warning|Error)\\(s\\)|Time Elapsed \\S+|\\s*");

    private final BuildContext context;
    private final DiagnosticParser parser;

    OutputFilter(BuildContext context) {
        this.context = context;
        this.parser = new DiagnosticParser(context.seenRoot());
    }

    void accept(String line) {
        Optional<Diagnostic> diagnostic = parser.parse(line);
        if (diagnostic.isPresent()) {
            accept(diagnostic.get());
        } else if (!SUMMARY.matcher(line).matches()) {
            context.log().info(line);
        }
    }

    /** Takes a diagnostic that no output of this attempt says. */
    void accept(Diagnostic diagnostic) {
        if (context.isConfirmation() && diagnostic.severity() == DiagnosticSeverity.Warning) {
            return;
        }
        if (context.stageDiagnostics().add(diagnostic)) {
            boolean error = diagnostic.severity() == DiagnosticSeverity.Error;
            context.log().write(error ? LogLevel.ERROR : LogLevel.WARN, line(diagnostic));
            if (context.allDiagnostics().add(diagnostic)) {
                context.progress().diagnostic(diagnostic);
            }
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
