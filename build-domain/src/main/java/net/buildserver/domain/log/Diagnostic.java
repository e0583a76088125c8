package net.buildserver.domain.log;

import org.jspecify.annotations.Nullable;

/**
 * A warning or error of MSBuild, the compiler, NuGet or a tool.
 *
 * @param severity warning or error
 * @param code code such as {@code CS0219} or {@code NU1101}, or null if the tool gave none
 * @param message the text
 * @param file file relative to the repository with {@code /}, as given where it lies outside, or null
 * @param line line in the file from 1, or null
 * @param column column in the line from 1, or null
 * @param project project file relative to the repository, or null
 * @param targetFramework target framework of the project, or null if it has one only
 */
public record Diagnostic(
        DiagnosticSeverity severity,
        @Nullable String code,
        String message,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String project,
        @Nullable String targetFramework) {

    /** Returns the diagnostic as one line, as a compiler prints it. */
    public String format() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line != null) {
                text.append('(')
                        .append(line)
                        .append(column == null ? "" : "," + column)
                        .append(')');
            }
            text.append(": ");
        }
        text.append(severity == DiagnosticSeverity.Error ? "error" : "warning");
        text.append(code == null ? "" : " " + code).append(": ").append(message);
        return text.toString();
    }
}
